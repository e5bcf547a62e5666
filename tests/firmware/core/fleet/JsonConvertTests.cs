using System.Collections;
using System.Text.Json;
using nanoFramework.Json;

namespace Pedestal.Core.Tests;

/// <summary>The PC's replacement for nanoFramework.Json writes the same text and refuses what the package would corrupt.</summary>
public sealed class JsonConvertTests
{
    [Fact]
    public void A_table_becomes_an_object()
    {
        var text = JsonConvert.SerializeObject(new Hashtable
        {
            ["word"] = "a/b <+> é", ["number"] = -7, ["truth"] = true, ["table"] = new Hashtable { ["inner"] = 1 },
        });
        var read = JsonDocument.Parse(text).RootElement;
        Assert.Equal("a/b <+> é", read.GetProperty("word").GetString());
        Assert.Contains("\"a/b <+> é\"", text, StringComparison.Ordinal);
        Assert.Equal((-7, true), (read.GetProperty("number").GetInt32(), read.GetProperty("truth").GetBoolean()));
        Assert.Equal(1, read.GetProperty("table").GetProperty("inner").GetInt32());
    }

    [Theory]
    [InlineData("say \"hello\"")]
    [InlineData("C:\\data")]
    [InlineData("two\nlines")]
    [InlineData("\u0007")]
    [InlineData("\U0001F3AB")]
    public void Text_that_the_package_would_corrupt_is_refused_as_value_and_as_name(string text)
    {
        Assert.Throws<NotSupportedException>(() => JsonConvert.SerializeObject(new Hashtable { ["name"] = text }));
        Assert.Throws<NotSupportedException>(() => JsonConvert.SerializeObject(new Hashtable { [text] = 1 }));
    }

    [Fact]
    public void Types_that_are_not_needed_are_refused()
    {
        Assert.Throws<NotSupportedException>(() => JsonConvert.SerializeObject(new Hashtable { ["time"] = DateTime.UnixEpoch }));
        Assert.Throws<NotSupportedException>(() => JsonConvert.SerializeObject(new Hashtable { ["nothing"] = null }));
    }
}
