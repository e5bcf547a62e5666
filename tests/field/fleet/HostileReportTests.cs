using System.Text;
using System.Text.Json;

namespace Pedestal.Fleet.Tests;

/// <summary>Whatever the broker retains, all pedestals are shown, and nothing can control the terminal.</summary>
public sealed class HostileReportTests
{
    static readonly (string Device, string Kind, byte[] Payload, string Says)[] Reports =
    [
        ("bidi", "state", "{\"online\":true,\"camera\":\"ok\\u202eko\"}"u8.ToArray(), @"camera ok\u202eko"),
        ("birth", "birth", "{\"firmware\":7}"u8.ToArray(), "unreadable report (birth: \"firmware\" is invalid)"),
        ("bytes", "state", [.. "{\"online\":true,\"x\":\""u8, 0xc3, 0x28, .. "\"}"u8], "unreadable report (state: not UTF-8)"),
        ("deep", "health", Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 3000) + new string(']', 3000) + "}"),
            "unreadable report (health: not JSON, or nested more than 16 levels deep)"),
        ("escape", "state", "{\"online\":true,\"camera\":\"\\u001b[2J\\u001b]0;x\\u0007\"}"u8.ToArray(), @"camera \u001b[2J\u001b]0;x"),
        ("half", "state", "{\"online\":true,\"camera\":\"\\ud800\"}"u8.ToArray(), "unreadable report (state: text that is not valid Unicode)"),
        ("huge", "health", "{\"upSeconds\":1e300}"u8.ToArray(), "unreadable report (health: \"upSeconds\" is invalid)"),
        ("infinite", "health", "{\"temperatureTenths\":1e999}"u8.ToArray(), "unreadable report (health: a number that is not finite)"),
        ("list", "state", "[]"u8.ToArray(), "unreadable report (state: not a JSON object)"),
        ("long", "state", Encoding.ASCII.GetBytes("{\"online\":true,\"camera\":\"" + new string('x', 6000) + "\"}"),
            "camera " + new string('x', 45) + "..."),
        ("nan", "health", "{\"freeBytes\":NaN}"u8.ToArray(), "unreadable report (health: not JSON, or nested more than 16 levels deep)"),
        ("none", "state", "{}"u8.ToArray(), "unreadable report (state: \"online\" is missing)"),
        ("p99", "health", "{\"latencyUs\":{\"total\":[1]}}"u8.ToArray(), "unreadable report (health: \"latencyUs.total\" is invalid"),
        ("twice", "state", "{\"online\":true,\"online\":false}"u8.ToArray(), "unreadable report (state: a duplicate member)"),
        ("type", "state", "{\"online\":\"yes\"}"u8.ToArray(), "unreadable report (state: \"online\" is invalid)"),
        ("x\u001b[31m\u202e", "state", "{\"online\":true}"u8.ToArray(), @"x\u001b[31m\u202e: unreadable report (no pedestal can have"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_bad_report_is_shown_with_its_reason_beside_the_good_one(bool isTerminal)
    {
        await using var venue = await OpenAsync();

        Assert.Equal(0, await venue.RunAsync("", isTerminal, "watch", "--once"));

        var lines = venue.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.Contains("sound", StringComparison.Ordinal) && line.Contains("entry", StringComparison.Ordinal)
            && !line.Contains("unreadable", StringComparison.Ordinal));
        foreach (var (device, _, _, says) in Reports)
        {
            Assert.Contains(lines, line => line.Contains(device[..1], StringComparison.Ordinal)
                && (isTerminal ? line.Replace(" │ ", ": ", StringComparison.Ordinal) : line).Contains(says, StringComparison.Ordinal));
        }

        AssertHarmless(venue.Output);
    }

    [Fact]
    public async Task All_of_them_are_available_as_JSON()
    {
        await using var venue = await OpenAsync();

        Assert.Equal(0, await venue.RunAsync("", false, "watch", "--once", "--json"));

        var shown = venue.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(e => e.GetProperty("device").GetString()!, e => e.GetProperty("fault").GetString());
        Assert.Equal(Reports.Length + 1, shown.Count);
        Assert.Equal("none", shown["sound"]);
        Assert.Equal("unreadable report (state: a duplicate member)", shown["twice"]);
        AssertHarmless(venue.Output);
    }

    static async Task<QuietVenue> OpenAsync()
    {
        var venue = await QuietVenue.OpenAsync();
        foreach (var (device, kind, payload, _) in Reports)
        {
            if (kind != "state")
            {
                await venue.KeepAsync(device, "state", "{\"online\":true}"u8.ToArray());
            }

            await venue.KeepAsync(device, kind, payload);
        }

        await venue.KeepAsync("sound", "state", "{\"online\":true,\"mode\":\"entry\"}"u8.ToArray());
        return venue;
    }

    static void AssertHarmless(string output) => Assert.DoesNotContain(
        output, c => c is not ('\r' or '\n') && (char.IsControl(c) || c is '\u202e' or '\ufffd'));
}
