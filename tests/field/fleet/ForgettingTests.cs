using System.Text;
using Pedestal.Messaging;

namespace Pedestal.Fleet.Tests;

public sealed class ForgettingTests
{
    static readonly byte[] Offline = Encoding.ASCII.GetBytes("""{"online":false}""");
    static readonly byte[] Online = Encoding.ASCII.GetBytes("""{"online":true}""");

    [Fact]
    public async Task A_removed_pedestal_is_no_longer_listed()
    {
        await using var venue = await QuietVenue.OpenAsync("gate-1", "gate-2");
        await venue.KeepAsync("gate-1", "state", Offline);
        await venue.KeepAsync("gate-1", "birth", "{}"u8.ToArray());
        await venue.KeepAsync("gate-1", "health", "{}"u8.ToArray());
        await venue.KeepAsync("gate-2", "state", Offline);

        Assert.Equal(0, await venue.RunAsync("gate-1\n", false, "forget", "gate-1"));
        Assert.Contains("(birth, health, state)", venue.Output, StringComparison.Ordinal);
        Assert.Contains("gate-1: the broker has forgotten its birth, health, state; its key is removed from the key file",
            venue.Output, StringComparison.Ordinal);

        Assert.Equal(0, await venue.RunAsync("", false, "watch", "--once"));
        Assert.StartsWith("gate-2: offline", Assert.Single(venue.Output.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["gate-2"], KeyRing.Load(venue.Keys).Devices);
    }

    [Fact]
    public async Task Typing_another_name_forgets_nothing()
    {
        await using var venue = await QuietVenue.OpenAsync("gate-1");
        await venue.KeepAsync("gate-1", "state", Offline);

        Assert.Equal(1, await venue.RunAsync("gate-2\n", false, "forget", "gate-1"));
        Assert.Equal(1, await venue.RunAsync("", false, "forget", "gate-1"));

        Assert.Contains("nothing forgotten", venue.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await venue.RunAsync("", false, "watch", "--once"));
        Assert.StartsWith("gate-1: offline", venue.Output, StringComparison.Ordinal);
        Assert.Equal(["gate-1"], KeyRing.Load(venue.Keys).Devices);
    }

    [Fact]
    public async Task Forgetting_an_online_pedestal_needs_an_option_and_its_key_can_be_kept()
    {
        await using var venue = await QuietVenue.OpenAsync("gate-1");
        await venue.KeepAsync("gate-1", "state", Online);

        Assert.Equal(1, await venue.RunAsync("", false, "forget", "gate-1", "--yes"));
        Assert.Contains("it is online", venue.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await venue.RunAsync("", false, "forget", "gate-1", "--yes", "--even-online", "--keep-key"));

        Assert.Equal(0, await venue.RunAsync("", false, "watch", "--once"));
        Assert.Equal("gate-1: never seen", venue.Output.Trim());
    }

    [Fact]
    public async Task An_unseen_pedestal_loses_its_key_and_an_invalid_name_can_be_forgotten()
    {
        const string Hostile = "x\u001b[31m";
        await using var venue = await QuietVenue.OpenAsync("gate-1");
        await venue.KeepAsync(Hostile, "state", Online);

        Assert.Equal(0, await venue.RunAsync("", false, "forget", "gate-1", "--yes"));
        Assert.Equal(0, await venue.RunAsync("", false, "forget", @"x\u001b[31m", "--yes", "--even-online"));
        Assert.Equal(1, await venue.RunAsync("", false, "forget", "gate-1", "--yes"));
        Assert.Contains("nothing to forget", venue.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await venue.RunAsync("", false, "watch", "--once"));
        Assert.StartsWith("No pedestal of demo", venue.Output, StringComparison.Ordinal);
    }
}
