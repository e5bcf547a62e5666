using Pedestal.Core.Protocol;
using Pedestal.Messaging;

namespace Pedestal.Matcher.Tests;

public sealed class ProvisioningTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("provisioning-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Device_and_services_share_their_keys()
    {
        var first = DeviceKeys.Load(Provisioning.Provision("demo", "gate-1", _folder.FullName));
        var second = DeviceKeys.Load(Provisioning.Provision("demo", "gate-2", _folder.FullName));
        var matcher = KeyRing.Load(Path.Combine(_folder.FullName, Provisioning.MatcherFile));
        var ticketing = KeyRing.Load(Path.Combine(_folder.FullName, Provisioning.TicketingFile));
        AssertKey(matcher, "gate-1", first.Match);
        AssertKey(matcher, "gate-2", second.Match);
        AssertKey(ticketing, "gate-1", first.Ticket);
        AssertKey(ticketing, "gate-2", second.Ticket);
        AssertKey(KeyRing.Load(Path.Combine(_folder.FullName, Provisioning.FleetFile)), "gate-1", first.Fleet!);
        Assert.NotEqual(first.Match, first.Ticket);
        Assert.NotEqual(first.Match, first.Fleet);
        Assert.NotEqual(first.Match, second.Match);
        Assert.Equal("demo", first.Venue);
        Assert.True(matcher.TryGet("matcher", out var asking));
        Assert.True(ticketing.TryGet("matcher", out var asked));
        Assert.Equal(asked.Authentication, asking.Authentication);
    }

    [Fact]
    public void Another_venues_files_are_not_touched()
    {
        Provisioning.Provision("demo", "gate-1", _folder.FullName);
        var before = File.ReadAllText(Path.Combine(_folder.FullName, Provisioning.MatcherFile));
        var error = Assert.Throws<KeyFileException>(
            () => Provisioning.Provision("other", "gate-9", _folder.FullName));
        Assert.Contains("demo", error.Message);
        Assert.Equal(before, File.ReadAllText(Path.Combine(_folder.FullName, Provisioning.MatcherFile)));
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "gate-9.keys.json")));
    }

    [Theory]
    [InlineData("matcher")]
    [InlineData("gate/1")]
    [InlineData("+")]
    public void Names_that_would_mislead_are_refused(string device)
    {
        Assert.Throws<ArgumentException>(() => Provisioning.Provision("demo", device, _folder.FullName));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task An_option_that_it_does_not_know_is_an_error_and_writes_no_keys()
    {
        Assert.Equal(1, await MatcherCommands.InvokeAsync(
            ["provision", "--venue", "demo", "--device", "gate-1", "--out", _folder.FullName, "--devices", "2"]));
        Assert.Empty(_folder.GetFiles());
    }

    static void AssertKey(KeyRing ring, string device, byte[] secret)
    {
        Assert.True(ring.TryGet(device, out var key));
        Assert.Equal(new DeviceKey(secret).Encryption, key.Encryption);
        Assert.Equal(new DeviceKey(secret).Authentication, key.Authentication);
    }
}
