using System.Net;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Core.Settings;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>The configuration folder of a broker. <see cref="MosquittoTests"/> runs a Mosquitto with it.</summary>
public sealed class CertificatesTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("certificates-");

    string Keys => Path.Combine(_folder.FullName, "matcher.keys.json");

    string Broker => Path.Combine(_folder.FullName, "mosquitto");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_certificate_is_for_the_hosts_and_issued_by_the_authority()
    {
        Write("gate-1");

        using var authority = X509CertificateLoader.LoadCertificateFromFile(PathOf("authority.pem"));
        using var broker = X509Certificate2.CreateFromPemFile(PathOf("broker.pem"), PathOf("broker.key"));
        Assert.True(broker.MatchesHostname("mqtt.example") && broker.MatchesHostname("10.0.0.5"));
        Assert.False(broker.MatchesHostname("other.example"));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Now.UtcDateTime;
        Assert.True(chain.Build(broker));
    }

    [Fact]
    public void The_settings_for_a_pedestal_are_accepted_by_it()
    {
        Write("gate-1");

        var settings = File.ReadLines(PathOf("pedestal.settings.txt")).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('=', 2)).ToDictionary(line => line[0], line => line[1]);
        Assert.All(settings, setting => Assert.Null(new DeviceSettings().Set(setting.Key, setting.Value)));
        Assert.Equal("mqtt.example", settings["broker.host"]);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(PathOf("authority.pem"));
        Assert.Equal(authority.RawData, Convert.FromBase64String(settings["broker.ca"]));
    }

    [Fact]
    public void A_second_run_keeps_the_authority_accounts_and_a_venues_changes_and_adds_what_is_new()
    {
        Write("gate-1");
        string[] stay = ["authority.pem", "pedestal.settings.txt"];
        var before = stay.Select(file => File.ReadAllText(PathOf(file))).ToArray();
        var (accounts, certificate) = (File.ReadAllLines(PathOf("passwords")), File.ReadAllText(PathOf("broker.pem")));
        File.AppendAllText(PathOf("acl"), "# ours\n");

        Write("gate-2");

        Assert.Equal(before, stay.Select(file => File.ReadAllText(PathOf(file))));
        Assert.Equal(accounts, File.ReadAllLines(PathOf("passwords")).Where(line => !line.StartsWith("gate-2:", StringComparison.Ordinal)));
        Assert.Contains(File.ReadAllLines(PathOf("passwords")), line => line.StartsWith("gate-2:$7$", StringComparison.Ordinal));
        Assert.EndsWith("# ours\n", File.ReadAllText(PathOf("acl")), StringComparison.Ordinal);
        Assert.NotEqual(certificate, File.ReadAllText(PathOf("broker.pem")));
    }

    [Fact]
    public void Rights_cover_only_the_venues_topics_and_a_further_operator_gets_operator_rights()
    {
        Write(["mqtt.example"], ["ann"], "gate-1");
        var printed = string.Join('\n', Write(["mqtt.example"], ["ann"]));

        var rights = File.ReadAllLines(PathOf("acl")).Where(line => line.Contains("pedestal/", StringComparison.Ordinal)).ToArray();
        Assert.All(rights, line => Assert.Contains($" {Topic.Root}/demo/", line, StringComparison.Ordinal));
        Assert.Single(File.ReadAllLines(PathOf("acl")), "user fleet@ann");
        Assert.Equal(File.ReadAllText(Path.Combine(_folder.FullName, "broker.accounts")), File.ReadAllText(PathOf("passwords")));
        Assert.Contains(Path.Combine(_folder.FullName, "fleet@ann.password"), printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pedestal_without_an_account_is_reported()
    {
        Write("gate-1");
        var ring = KeyRing.Load(Keys);
        ring.Generate("gate-2", DeviceRoles.Entry);
        ring.Save(Keys);

        Assert.Contains("\"gate-2\" has no account", Assert.Throws<KeyFileException>(() => Write()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_authority_s_key_nothing_is_replaced()
    {
        Write("gate-1");
        File.Delete(PathOf("authority.key"));
        var before = File.ReadAllText(PathOf("broker.pem"));

        var refused = Assert.Throws<InvalidOperationException>(() => Write());

        Assert.Contains("but its key", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(PathOf("broker.pem")));
    }

    [Theory]
    [InlineData("no host")]
    [InlineData("mqtt://x")]
    [InlineData("")]
    public void An_invalid_host_is_refused_before_anything_is_written(string host)
    {
        Assert.Throws<InvalidOperationException>(() => Write([host], [], "gate-1"));
        Assert.False(Directory.Exists(Broker));
    }

    [Fact]
    public void The_printed_command_lines_name_key_files_outside_the_usual_place()
    {
        var printed = string.Join('\n', Write("gate-1"));

        Assert.Contains($"--Matcher:KeyFile={Keys}", printed, StringComparison.Ordinal);
        Assert.Contains($"--keys {Path.Combine(_folder.FullName, "fleet.keys.json")}", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_readable_by_the_owner_only_and_printed_nowhere()
    {
        var printed = string.Join('\n', Write("gate-1"));

        var password = Path.Combine(_folder.FullName, "matcher.password");
        string[] secrets = [PathOf("authority.key"), PathOf("broker.key"), PathOf("passwords"), password];
        Assert.All(secrets, file => Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file));
        Assert.DoesNotContain(File.ReadAllText(password).Trim(), printed, StringComparison.Ordinal);
    }

    string PathOf(string file) => Path.Combine(Broker, file);

    IReadOnlyList<string> Write(params string[] pedestals) =>
        Write(["mqtt.example", IPAddress.Parse("10.0.0.5").ToString()], [], pedestals);

    IReadOnlyList<string> Write(string[] hosts, string[] operators, params string[] pedestals)
    {
        foreach (var pedestal in pedestals)
        {
            Provisioning.Provision("demo", pedestal, _folder.FullName);
        }

        return new BrokerFolder(Broker, hosts, 8883, Keys, operators).Write(Now);
    }
}
