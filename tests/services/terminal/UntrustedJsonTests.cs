using System.Text;
using System.Text.Json;
using CsCheck;

namespace Pedestal.Terminal.Tests;

public sealed class UntrustedJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""", "a duplicate member")]
    [InlineData("""{"b":{"a":1,"\u0061":2}}""", "a duplicate member")]
    [InlineData("""{"a":"\ud800"}""", "text that is not valid Unicode")]
    [InlineData("""{"a":["\udc00 "]}""", "text that is not valid Unicode")]
    [InlineData("""{"\ud800":1}""", "a name that is not valid Unicode")]
    [InlineData("""{"a":1e999}""", "a number that is not finite")]
    [InlineData("""{"a":NaN}""", "not JSON, or nested more than 16 levels deep")]
    [InlineData("""{"a":Infinity}""", "not JSON, or nested more than 16 levels deep")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("", "not JSON, or nested more than 16 levels deep")]
    [InlineData("null", "not a JSON object")]
    public void Unreadable_text_has_a_reason(string text, string reason)
    {
        Assert.False(UntrustedJson.TryReadObject(Encoding.UTF8.GetBytes(text), out _, out var said));
        Assert.Equal(reason, said);
    }

    [Fact]
    public void Invalid_UTF8_excessive_depth_and_excessive_length_have_a_reason()
    {
        Assert.Equal("not UTF-8", ReasonOf([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]));
        Assert.Equal("not JSON, or nested more than 16 levels deep", ReasonOf(Encoding.UTF8.GetBytes(
            "{\"a\":" + new string('[', 5000) + new string(']', 5000) + "}")));
        Assert.Equal("longer than 16384 bytes", ReasonOf(new byte[UntrustedJson.LongestBytes + 1]));

        static string? ReasonOf(byte[] bytes) => UntrustedJson.TryReadObject(bytes, out _, out var reason) ? null : reason;
    }

    [Fact]
    public void No_bytes_throw_now_or_later() => Gen.OneOf(
        Gen.Byte.Array[0, 60],
        Gen.OneOf("{", "}", "[", "]", "\"a\"", ":", ",", "1e9", "-", "\"\\ud800\"", "\"\u001b\"", "true", "null", "\u00ff")
            .Array[0, 12].Select(words => Encoding.UTF8.GetBytes(string.Concat(words)))).Sample(bytes =>
    {
        if (UntrustedJson.TryReadObject(bytes, out var value, out var reason))
        {
            Visit(value);
        }
        else
        {
            Assert.NotEmpty(reason);
        }
    });

    static void Visit(JsonElement value)
    {
        _ = value.ToString();
        if (value.ValueKind == JsonValueKind.Object)
        {
            Assert.All(value.EnumerateObject(), member => Visit(value.GetProperty(member.Name)));
        }
    }
}
