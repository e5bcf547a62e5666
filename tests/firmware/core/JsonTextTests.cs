using System.Text;
using System.Text.Json;
using CsCheck;
using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

public class JsonTextTests
{
    [Fact]
    public void Members_and_objects_are_separated_by_commas()
    {
        var json = new JsonText(200).Begin(null).Begin("a").End().Add("b", 1).Begin("c").Add("d", "word").Add("e", true)
            .End().Add("f", false).AddHex("g", 0xAB).End();
        Assert.Equal(
            """{"a":{},"b":1,"c":{"d":"word","e":true},"f":false,"g":"00000000000000ab"}""",
            Encoding.ASCII.GetString(json.ToArray()));
    }

    [Fact]
    public void Numbers_read_back_as_they_were() =>
        Gen.Select(Gen.Long[-long.MaxValue, long.MaxValue], Gen.Int[-20, 20], Gen.ULong).Sample((large, small, bits) =>
        {
            using var json = JsonDocument.Parse(
                new JsonText(200).Begin(null).Add("large", large).Add("small", small).AddHex("bits", bits).End()
                    .ToArray());
            Assert.Equal(large, json.RootElement.GetProperty("large").GetInt64());
            Assert.Equal(small, json.RootElement.GetProperty("small").GetInt32());
            Assert.Equal(bits.ToString("x16"), json.RootElement.GetProperty("bits").GetString());
        });

    [Fact]
    public void A_new_text_contains_nothing_of_the_previous_one()
    {
        var json = new JsonText(100);
        json.Begin(null).Add("first", "a long word").End();
        var first = json.ToArray();
        json.Begin(null).Add("b", 2).End();
        Assert.Equal("""{"b":2}"""u8.ToArray(), json.ToArray());

        // A link may still hold the previous text.
        Assert.Equal("""{"first":"a long word"}"""u8.ToArray(), first);
    }

    [Fact]
    public void Text_beyond_the_capacity_is_cut_off() =>
        Assert.Equal("{\"name"u8.ToArray(), new JsonText(6).Begin(null).Add("name", "word").End().ToArray());
}
