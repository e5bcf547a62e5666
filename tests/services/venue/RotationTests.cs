using Microsoft.Extensions.DependencyInjection;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>Key rotation in the middle of an event, with the command that operators use.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    readonly Venue _venue = new();
    PedestalClient? _after;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_after is not null)
        {
            await _after.DisposeAsync();
        }

        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task The_pedestal_is_served_before_during_and_after_a_rotation()
    {
        _venue.Import("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid");
        var old = _venue.Device;
        Assert.Equal(Decision.Enrolled, await old.EnrolAsync("CODE-1", 1));
        Assert.Equal(0, await RotateAsync("gate-1"));
        Assert.Equal(Decision.Admitted, await EnterAsync(old, 1));
        var last = await old.SealFreshAsync(MessageType.MatchRequest, new byte[MatchRequest.Length]);
        await old.DisposeAsync();

        _after = await PedestalClient.ConnectAsync(
            _venue.BrokerPort, DeviceKeys.Load(_venue.PathOf("gate-1.keys.json")), new BrokerLogin(), Stop);
        Assert.NotEqual(old.Keys.Match, _after.Keys.Match);
        Assert.Equal(Decision.Enrolled, await _after.EnrolAsync("CODE-2", 2));
        Assert.True(await _venue.FollowGuestListsAsync());
        Assert.DoesNotContain("dropped", _venue.Log, StringComparison.Ordinal);

        Assert.True(await _after.SendRawAsync(last));
        Assert.Equal(Decision.Admitted, await EnterAsync(_after, 2));
        Assert.Contains("gate-1: sealed under a key that ended", _venue.Log, StringComparison.Ordinal);
        foreach (var secret in (byte[][])[old.Keys.Match, old.Keys.Ticket, _after.Keys.Match, _after.Keys.Ticket])
        {
            Assert.DoesNotContain(Convert.ToHexString(secret), _venue.Log, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_matchers_own_key_for_ticketing_is_rotated()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(0, await RotateAsync("matcher"));
        Assert.Equal(Decision.Admitted, await EnterAsync(_venue.Device, 1));
        Assert.Contains("matcher uses its new key", _venue.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_device_changes_nothing()
    {
        var before = File.ReadAllBytes(_venue.PathOf(Provisioning.MatcherFile));
        Assert.Equal(1, await RunAsync("gate-9"));
        Assert.Equal(1, await RunAsync("../gate-1"));
        Assert.NotEqual(0, await RunAsync("gate-1", "--grace-hours", "0"));
        Assert.Equal(before, File.ReadAllBytes(_venue.PathOf(Provisioning.MatcherFile)));
        Assert.False(File.Exists(_venue.PathOf("gate-9.keys.json")));
    }

    async Task<int> RotateAsync(string device)
    {
        var taken = Task.WhenAll(Taken(_venue.Matcher), Taken(_venue.Ticketing));
        var exit = await RunAsync(device);
        await taken.WaitAsync(Stop);
        return exit;
    }

    static Task Taken(IServiceProvider services)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        services.GetRequiredService<KeyRing>().Changed += taken.SetResult;
        return taken.Task;
    }

    Task<int> RunAsync(string device, params string[] options) => VenueCommands.Root()
        .Parse(["rotate", device, "--out", _venue.PathOf(""), .. options]).InvokeAsync(cancellationToken: Stop);

    static async Task<Decision> EnterAsync(PedestalClient pedestal, int guest) =>
        (await pedestal.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision;
}
