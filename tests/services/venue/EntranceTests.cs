using Pedestal.Matcher;
using Pedestal.Messaging;

namespace Pedestal.Venue.Tests;

/// <summary>A pedestal's entrance and the party whose codes it reads: written by "provision", read from the key files.</summary>
public sealed class EntranceTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("entrances-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_pedestal_moves_to_another_entrance_and_keeps_its_keys()
    {
        await ProvisionAsync(0, "--device", "gate-1");
        await ProvisionAsync(0, "--device", "gate-2", "--entrance", "north");
        Assert.Equal(("main", "north"), (EntranceOf("gate-1"), EntranceOf("gate-2")));
        var before = File.ReadAllText(PathOf("gate-1.keys.json"));
        var running = Ring(Provisioning.MatcherFile);
        await ProvisionAsync(0, "--device", "gate-1", "--entrance", "south");
        Assert.Equal("south", EntranceOf("gate-1"));
        Assert.Equal(before, File.ReadAllText(PathOf("gate-1.keys.json")));
        Assert.True(running.Reload());
        Assert.Equal("south", running.EntranceOf("gate-1"));

        await ProvisionAsync(0, "--device", "gate-1", "--replace");
        Assert.Equal("south", EntranceOf("gate-1"));
        Assert.Equal(0, await MatcherCommands.InvokeAsync(VenueCommands.Root(), ["rotate", "gate-1", "--out", _folder.FullName]));
        Assert.Equal("south", EntranceOf("gate-1"));
    }

    [Fact]
    public async Task More_than_a_move_or_an_invalid_entrance_changes_nothing()
    {
        await ProvisionAsync(0, "--device", "gate-1");
        var before = File.ReadAllText(PathOf(Provisioning.MatcherFile));
        await ProvisionAsync(1, "--device", "gate-1", "--entrance", "south", "--roles", "enrolment");
        await ProvisionAsync(1, "--device", "gate-1", "--entrance", "a/b");
        await ProvisionAsync(1, "--device", "gate-2", "--entrance", "");
        await ProvisionAsync(1, "--entrance", "south");
        Assert.Equal(before, File.ReadAllText(PathOf(Provisioning.MatcherFile)));
        Assert.False(File.Exists(PathOf("gate-2.keys.json")));
    }

    [Fact]
    public async Task A_party_has_its_own_key_file_and_account()
    {
        await ProvisionAsync(0, "--party", "till");
        Assert.Equal(["matcher.till"], Ring("ticketing.till.keys.json").Devices);
        AssertShared("matcher.till", "ticketing.till.keys.json");
        Assert.True(BrokerAccounts.Load(PathOf(AccountProvisioning.File)).Has("ticketing.till"));
        Assert.True(File.Exists(PathOf("ticketing.till.password")));

        // Only the party itself and the matcher know its pedestals.
        await ProvisionAsync(0, "--device", "gate-1");
        await ProvisionAsync(0, "--device", "till-1", "--party", "till", "--entrance", "bar");
        Assert.Equal(["gate-1", "matcher"], Ring(Provisioning.TicketingFile).Devices);
        Assert.Equal(["matcher.till", "till-1"], Ring("ticketing.till.keys.json").Devices);
        Assert.Equal(["gate-1", "matcher", "matcher.till", "till-1"], Ring(Provisioning.MatcherFile).Devices);
        Assert.Equal("bar", Ring("ticketing.till.keys.json").EntranceOf("till-1"));
        await ProvisionAsync(1, "--device", "till-1", "--replace");
        await ProvisionAsync(0, "--device", "till-1", "--entrance", "bar-2");
        Assert.Equal(("bar-2", "bar-2"), (Ring("ticketing.till.keys.json").EntranceOf("till-1"), Ring(Provisioning.MatcherFile).EntranceOf("till-1")));

        var before = Ring(Provisioning.MatcherFile);
        foreach (var device in new[] { "matcher.till", "till-1" })
        {
            Assert.Equal(0, await MatcherCommands.InvokeAsync(VenueCommands.Root(), ["rotate", device, "--out", _folder.FullName]));
        }

        AssertShared("matcher.till", "ticketing.till.keys.json");
        Assert.True(before.Reload() || before.TryGet("till-1", out _));
        Assert.Equal(["gate-1", "till-1"], DeviceKeyFolder.Load(_folder.FullName).Select(keys => keys.Device));
    }

    [Theory]
    [InlineData("--device", "matcher.till")]
    [InlineData("--device", "Matcher.x")]
    [InlineData("--device", "ticketing.till")]
    [InlineData("--party", "a/b")]
    [InlineData("--party", "")]
    [InlineData("--party", "-")]
    public async Task A_pedestal_cannot_have_the_name_of_a_service_and_a_party_needs_a_name(string option, string name)
    {
        await ProvisionAsync(1, option, name);
        Assert.Empty(_folder.GetFiles());
    }

    async Task ProvisionAsync(int code, params string[] arguments) => Assert.Equal(code, await MatcherCommands.InvokeAsync(
        VenueCommands.Root(), ["provision", "--venue", "demo", "--out", _folder.FullName, .. arguments]));

    string EntranceOf(string device)
    {
        Assert.Equal(Ring(Provisioning.MatcherFile).EntranceOf(device), Ring(Provisioning.TicketingFile).EntranceOf(device));
        return Ring(Provisioning.MatcherFile).EntranceOf(device);
    }

    void AssertShared(string device, string file)
    {
        Assert.True(Ring(Provisioning.MatcherFile).TryGet(device, out var asking) & Ring(file).TryGet(device, out var asked));
        Assert.Equal(asked!.Authentication, asking!.Authentication);
    }

    KeyRing Ring(string file) => KeyRing.Load(PathOf(file));

    string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
