using System.Collections.Immutable;
using System.CommandLine;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

public sealed class ProvisioningTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("provisioning-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Pedestal_and_services_share_their_keys()
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
    public void A_pedestals_password_comes_with_its_keys_and_is_stored_only_as_a_digest()
    {
        var first = DeviceKeys.Load(Provisioning.Provision("demo", "gate-1", _folder.FullName));
        var second = DeviceKeys.Load(Provisioning.Provision("demo", "gate-2", _folder.FullName));
        var accounts = BrokerAccounts.Load(PathOf(AccountProvisioning.File));
        Assert.True(Fits(accounts, "gate-1", first.Broker!));
        Assert.False(Fits(accounts, "gate-1", second.Broker!) || Fits(accounts, "gate-3", first.Broker!));
        foreach (var service in new[] { "matcher", "ticketing", "fleet" })
        {
            Assert.True(Fits(accounts, service, File.ReadLines(PathOf(service + ".password")).Single()));
        }

        Assert.DoesNotContain(first.Broker!, File.ReadAllText(PathOf(AccountProvisioning.File)), StringComparison.Ordinal);

        // Rotating keys leaves the account as it is; replacing them after a theft ends it.
        Provisioning.Rotate("gate-1", _folder.FullName, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1));
        Assert.Equal(first.Broker, DeviceKeys.Load(PathOf("gate-1.keys.json")).Broker);
        var after = DeviceKeys.Load(Provisioning.Provision("demo", "gate-1", _folder.FullName, replace: true));
        accounts = BrokerAccounts.Load(PathOf(AccountProvisioning.File));
        Assert.False(Fits(accounts, "gate-1", first.Broker!));
        Assert.True(Fits(accounts, "gate-1", after.Broker!) && Fits(accounts, "gate-2", second.Broker!));

        static bool Fits(BrokerAccounts accounts, string account, string password) =>
            accounts.IsPassword(account, System.Text.Encoding.ASCII.GetBytes(password));
    }

    string PathOf(string file) => Path.Combine(_folder.FullName, file);

    [Fact]
    public void The_files_of_another_venue_are_not_touched()
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
    [InlineData("Matcher")]
    [InlineData("ticketing")]
    [InlineData("FLEET")]
    [InlineData("gate/1")]
    [InlineData("+")]
    [InlineData("..")]
    [InlineData("-")]
    [InlineData("NUL")]
    [InlineData("com1.gate")]
    public void Names_that_would_mislead_are_refused(string device)
    {
        Assert.Throws<ArgumentException>(() => Provisioning.Provision("demo", device, _folder.FullName));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task An_unknown_option_is_an_error_and_writes_no_keys()
    {
        Assert.Equal(1, await MatcherCommands.InvokeAsync(VenueCommands.Root(), 
            ["provision", "--venue", "demo", "--device", "gate-1", "--out", _folder.FullName, "--devices", "2"]));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void Existing_keys_are_overwritten_only_on_request()
    {
        var file = Provisioning.Provision("demo", "gate-1", _folder.FullName);
        var before = Contents();
        Assert.Contains("--replace", Refusal("gate-1"), StringComparison.Ordinal);
        Assert.Contains("\"gate-1\"", Refusal("Gate-1"), StringComparison.Ordinal);
        File.Delete(file);
        Assert.Contains("has keys already", Refusal("gate-1"), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "gate-2.keys.json"), "somebody's");
        Assert.Contains("exists already", Refusal("gate-2"), StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder.FullName, "gate-2.keys.json"));
        Assert.Equal(before.Remove(Path.GetFileName(file)), Contents());

        var again = DeviceKeys.Load(Provisioning.Provision("demo", "gate-1", _folder.FullName, replace: true));
        AssertKey(KeyRing.Load(Path.Combine(_folder.FullName, Provisioning.MatcherFile)), "gate-1", again.Match);
    }

    [Fact]
    public async Task Roles_are_in_every_file_and_survive_new_keys()
    {
        Assert.Equal(0, await MatcherCommands.InvokeAsync(VenueCommands.Root(), 
            ["provision", "--venue", "demo", "--device", "desk-1", "--out", _folder.FullName, "--roles", "enrolment, deletion"]));
        Provisioning.Provision("demo", "gate-1", _folder.FullName);
        AssertRoles("desk-1", DeviceRoles.Enrolment | DeviceRoles.Deletion);
        AssertRoles("gate-1", DeviceRoles.Entry);
        Assert.Equal(0, await MatcherCommands.InvokeAsync(VenueCommands.Root(), ["rotate", "desk-1", "--out", _folder.FullName]));
        AssertRoles("desk-1", DeviceRoles.Enrolment | DeviceRoles.Deletion);
        Assert.Equal(DeviceRoles.None, Ring(Provisioning.TicketingFile).RolesOf("matcher"));
        Assert.Equal(DeviceRoles.None, Ring(Provisioning.FleetFile).RolesOf("desk-1"));

        void AssertRoles(string device, DeviceRoles roles)
        {
            Assert.Equal(roles, Ring(Provisioning.MatcherFile).RolesOf(device));
            Assert.Equal(roles, Ring(Provisioning.TicketingFile).RolesOf(device));
            Assert.Equal(roles, DeviceKeys.Load(Path.Combine(_folder.FullName, device + ".keys.json")).Roles);
        }
    }

    [Theory]
    [InlineData("door")]
    [InlineData("entry,")]
    [InlineData("none")]
    [InlineData("15")]
    [InlineData("Entry")]
    public async Task An_unknown_role_is_refused_and_writes_no_keys(string roles)
    {
        Assert.Equal(1, await MatcherCommands.InvokeAsync(VenueCommands.Root(), 
            ["provision", "--venue", "demo", "--device", "gate-1", "--out", _folder.FullName, "--roles", roles]));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void Help_shows_the_default_role_as_it_is_typed()
    {
        var output = new StringWriter();
        Assert.Equal(0, VenueCommands.Root().Parse(["provision", "--help"]).Invoke(new InvocationConfiguration { Output = output }));
        Assert.Contains("[default: entry]", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owner_can_read_key_files_and_nothing_else_is_left_behind()
    {
        Provisioning.Provision("demo", "gate-1", _folder.FullName);
        Assert.Equal(
            ["broker.accounts", "fleet.keys.json", "fleet.password", "gate-1.keys.json", "matcher.keys.json", "matcher.password",
                "ticketing.keys.json", "ticketing.password"],
            _folder.GetFiles().Select(file => file.Name).Order());
        if (!OperatingSystem.IsWindows())
        {
            Assert.All(_folder.GetFiles(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
        }
    }

    [Fact]
    public async Task Provisioning_at_the_same_time_loses_no_pedestal()
    {
        string[] devices = [.. Enumerable.Range(1, 8).Select(n => $"gate-{n}")];
        var provisioned = await Task.WhenAll(devices.Select(device => Task.Run(() =>
        {
            try
            {
                Provisioning.Provision("demo", device, _folder.FullName);
                return device;
            }
            catch (KeyFileException e) when (e.Message.Contains("may be changing keys", StringComparison.Ordinal))
            {
                return PartyNames.Matcher;
            }
        })));
        Assert.Equal(
            provisioned.Append(PartyNames.Matcher).Distinct().Order(StringComparer.Ordinal),
            KeyRing.Load(Path.Combine(_folder.FullName, Provisioning.MatcherFile)).Devices);
    }

    KeyRing Ring(string file) => KeyRing.Load(Path.Combine(_folder.FullName, file));

    string Refusal(string device) =>
        Assert.ThrowsAny<Exception>(() => Provisioning.Provision("demo", device, _folder.FullName)).Message;

    ImmutableSortedDictionary<string, string> Contents() =>
        _folder.GetFiles().ToImmutableSortedDictionary(file => file.Name, file => File.ReadAllText(file.FullName));

    static void AssertKey(KeyRing ring, string device, byte[] secret)
    {
        Assert.True(ring.TryGet(device, out var key));
        Assert.Equal(new DeviceKey(secret).Encryption, key.Encryption);
        Assert.Equal(new DeviceKey(secret).Authentication, key.Authentication);
    }
}
