using Pedestal.Hal;
using Pedestal.Messaging;

namespace Pedestal.Ticketing.Tests;

public sealed class KeyFileTests : IDisposable
{
    static readonly string Hex = string.Concat(Enumerable.Repeat("0a", 48));

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_ring_reads_back_as_written_and_only_its_owner_can_read_it()
    {
        var ring = new KeyRing("demo");
        var secret = ring.Generate("gate-1");
        ring.Generate("gate-2", DeviceRoles.Enrolment | DeviceRoles.Exit);
        ring.Generate("matcher", DeviceRoles.None);
        var path = _folder.File("keys.json");
        File.WriteAllText(path, "older and readable by all");
        ring.Save(path);

        var read = KeyRing.Load(path);

        Assert.Equal("demo", read.Venue);
        Assert.Equal(["gate-1", "gate-2", "matcher"], read.Devices);
        Assert.Equal(
            [DeviceRoles.Entry, DeviceRoles.Enrolment | DeviceRoles.Exit, DeviceRoles.None, DeviceRoles.None],
            ((string[])["gate-1", "gate-2", "matcher", "gate-3"]).Select(read.RolesOf));
        Assert.True(read.TryGet("gate-1", out var key));
        Assert.Equal(secret[..16], key.Encryption);
        Assert.Equal(secret[16..], key.Authentication);
        Assert.False(read.TryGet("gate-3", out _));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Keys_without_roles_have_the_entry_role()
    {
        var path = _folder.File("keys.json");
        File.WriteAllText(path, $$$"""{"venue":"demo","keys":{"gate-1":"{{{Hex}}}"}}""");
        Assert.Equal(DeviceRoles.Entry, KeyRing.Load(path).RolesOf("gate-1"));
        File.WriteAllText(path, $$$"""{"venue":"demo","device":"gate-1","match":"{{{Hex}}}","ticket":"{{{Hex}}}"}""");
        Assert.Equal(DeviceRoles.Entry, DeviceKeys.Load(path).Roles);
    }

    [Fact]
    public void A_device_file_reads_back_as_written()
    {
        var keys = new DeviceKeys("demo", "gate-1", KeyRing.NewSecret(), KeyRing.NewSecret());
        keys.Save(_folder.File("gate-1.json"));
        var read = DeviceKeys.Load(_folder.File("gate-1.json"));
        Assert.Equal(("demo", "gate-1"), (read.Venue, read.Device));
        Assert.Equal(keys.Match, read.Match);
        Assert.Equal(keys.Ticket, read.Ticket);
    }

    [Theory]
    [InlineData("{", "is not valid JSON at line 1")]
    [InlineData("[]", "\"venue\" is missing")]
    [InlineData("""{"venue":"a/b","keys":{}}""", "\"venue\" must be")]
    [InlineData("""{"venue":"demo"}""", "\"keys\" is missing")]
    [InlineData("""{"venue":"demo","keys":[]}""", "\"keys\" must be an object")]
    [InlineData("""{"venue":"demo","keys":{"gate-1":"KEY","+":"KEY"}}""", "device number 2 in \"keys\"")]
    [InlineData("""{"venue":"demo","keys":{"gate-1":"KEY","gate-1":"KEY"}}""", "\"gate-1\" occurs twice")]
    [InlineData("""{"venue":"demo","venue":"other","keys":{}}""", "\"venue\" occurs twice")]
    [InlineData("""{"venue":"demo","keys":{"\ud800":"KEY"}}""", "not valid text")]
    [InlineData(" ", "is empty")]
    [InlineData("""{"venue":"demo","keys":{"gate-1":"KEYff"}}""", "\"gate-1\" must be 96 hexadecimal digits")]
    [InlineData("""{"venue":"demo","keys":{"gate-1":"KEY"},"roles":{"gate-1":["door"]}}""", "\"gate-1\" has an unknown role")]
    [InlineData("""{"venue":"demo","keys":{"gate-1":"KEY"},"roles":{"gate-1":[5]}}""", "\"gate-1\" has an unknown role")]
    [InlineData("""{"venue":"demo","keys":{"gate-1":"KEY"},"roles":{"gate-1":"entry"}}""", "the roles of \"gate-1\" must be")]
    [InlineData("""{"venue":"demo","keys":{"gate-1":"KEY"},"roles":{"gate-2":["entry"]}}""", "for a device that is not in \"keys\"")]
    [InlineData("""{"venue":"demo","keys":{"gate-1":5}}""", "\"gate-1\" must be 96 hexadecimal digits")]
    public void An_invalid_file_is_reported_by_entry_and_without_its_keys(string text, string problem)
    {
        var path = _folder.File("keys.json");
        File.WriteAllText(path, text.Replace("KEY", Hex, StringComparison.Ordinal));
        var error = Assert.Throws<KeyFileException>(() => KeyRing.Load(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0a0a", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_reported() => Assert.Contains(
        "absent.json",
        Assert.Throws<KeyFileException>(() => KeyRing.Load(_folder.File("absent.json"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("pedestal/v2/demo/gate-1/ticket/request", "gate-1")]
    [InlineData("pedestal/v2/demo/gate-1/match/request", null)]
    [InlineData("pedestal/v2/other/gate-1/ticket/request", null)]
    [InlineData("pedestal/v2/demo/a/b/ticket/request", null)]
    [InlineData("pedestal/v2/demo//ticket/request", null)]
    [InlineData("pedestal/v2/demo/ticket/request", null)]
    [InlineData("pedestal/v2/demo/a\nb/ticket/request", null)]
    public void The_device_name_is_taken_from_its_own_topic_only(string topic, string? device)
    {
        Assert.Equal(device != null, Topics.TryGetDevice(topic, "demo", Channel.TicketRequest, out var found));
        Assert.Equal(device ?? string.Empty, found);
    }
}
