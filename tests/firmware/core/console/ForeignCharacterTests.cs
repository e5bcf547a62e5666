using System.Text;

namespace Pedestal.Core.Tests;

public sealed class ForeignCharacterTests
{
    readonly ConsoleRig _rig = new();

    public ForeignCharacterTests() => _rig.Run($"service {ConsoleRig.Code}");

    string RunUtf8(string line) => _rig.Run(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("config set wifi.ssid Caf\u00e9", "character 25, U+00E9, is not printable ASCII")]
    [InlineData("config set wifi.ssid \u20ac1", "character 22, U+20AC, is not printable ASCII")]
    [InlineData("config set wifi.ssid a\U0001F600b", "character 23, U+1F600, is not printable ASCII")]
    [InlineData("config set wifi.ssid a\u00a0b", "character 23, U+00A0, is not printable ASCII")]
    [InlineData("config set wifi.ssid a\tb", "character 23, U+0009, is not printable ASCII")]
    public void A_line_with_a_non_ascii_character_is_refused_and_the_character_named(string line, string fault)
    {
        Assert.Contains("error: the line was refused: " + fault, RunUtf8(line), StringComparison.Ordinal);
        Assert.DoesNotContain("* ", _rig.Run("config"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config set wifi.ssid Caf\u00e9", "byte 0xE9")]
    [InlineData("config set wifi.ssid a\u00c3", "byte 0xC3")]
    [InlineData("config set wifi.ssid a\u0080b", "byte 0x80")]
    [InlineData("config set wifi.ssid a\u00ff\u00ffb", "byte 0xFF")]
    [InlineData("config set wifi.ssid a\u00ffb", "byte 0xFF")]
    public void Bytes_that_are_not_utf8_are_named(string line, string named)
    {
        Assert.Contains(named, _rig.Run(line), StringComparison.Ordinal);
        Assert.DoesNotContain("* ", _rig.Run("config"), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_position_is_named_in_a_secret()
    {
        var reply = RunUtf8("config set wifi.password geh\u00e9im 12");
        Assert.Contains("character 29 is not printable ASCII", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("U+", reply, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_line_with_json_gets_a_json_reply()
    {
        _rig.Console.Interactive = false;
        var reply = RunUtf8("config set wifi.ssid Caf\u00e9 --json").Trim();
        Assert.StartsWith("{\"command\":\"config\",\"ok\":false,\"error\":\"the line was refused: character 25, U+00E9", reply,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_character_is_shown_as_a_question_mark_and_can_be_deleted()
    {
        Assert.Contains("caf?", _rig.Run("echo caf\u00e9"), StringComparison.Ordinal);
        Assert.Contains("uptimeSeconds", _rig.Run("stat\u00e9\x7fus"), StringComparison.Ordinal);
        Assert.Contains("uptimeSeconds", RunUtf8("stat\u20ac\x7fus"), StringComparison.Ordinal);
    }

    [Fact]
    public void Input_lost_by_the_port_is_reported()
    {
        Assert.Contains("error: a line was lost", _rig.Run("config set wifi.ssid ab\u001a"), StringComparison.Ordinal);
        Assert.Contains("error: 3 lines were lost", _rig.Run("\u001a\u001a\u001a"), StringComparison.Ordinal);
    }
}
