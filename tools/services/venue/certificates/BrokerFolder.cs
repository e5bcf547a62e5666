using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Hal;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue;

/// <summary>
/// A folder with everything that a Mosquitto with TLS, accounts and topic rights needs, and what pedestals need to reach it.
/// The accounts are those that "provision" created.
/// </summary>
/// <param name="Folder">The folder.</param>
/// <param name="Hosts">The broker's names and addresses; clients use the first.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="KeyFile">The matcher's key file, which names the pedestals; accounts and passwords are beside it.</param>
/// <param name="Operators">Names of operators' programs that get accounts of their own.</param>
sealed record BrokerFolder(string Folder, IReadOnlyList<string> Hosts, int Port, string KeyFile, IReadOnlyList<string> Operators)
{
    /// <summary>Mosquitto's file of accounts.</summary>
    public const string PasswordsFile = "passwords";

    /// <summary>Further brokers of the venue, which use copies of the folder.</summary>
    public IReadOnlyList<BrokerAddress> More { get; init; } = [];

    const string SettingsFile = "pedestal.settings.txt";
    const string ConfigurationFile = "mosquitto.conf";
    internal const string RightsFile = "acl";

    /// <summary>Creates or completes the folder. Returns what was done and the command lines, one per line.</summary>
    /// <exception cref="KeyFileException">A key file cannot be used, or a pedestal has no account.</exception>
    /// <exception cref="ArgumentException">An operator's name cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A name or a file cannot be used.</exception>
    public IReadOnlyList<string> Write(DateTimeOffset now)
    {
        foreach (var host in Hosts.Where(host => Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic))
        {
            throw new InvalidOperationException($"--host '{host}' is neither a host name nor an address.");
        }

        var keys = KeyRing.Load(KeyFile);
        string[] pedestals = [.. keys.Devices.Where(device => !PartyNames.IsMatcher(device))];
        foreach (var name in Operators)
        {
            AccountProvisioning.AddOperator(name, keys.Venue, Path.GetDirectoryName(KeyFile) ?? "");
        }

        var accounts = BrokerAccounts.Load(PathBesideKeys(AccountProvisioning.File));
        if (pedestals.FirstOrDefault(pedestal => !accounts.Has(pedestal)) is { } without)
        {
            throw new KeyFileException(
                PathBesideKeys(AccountProvisioning.File), $"\"{without}\" has no account; provision it again with --replace.");
        }

        Directory.CreateDirectory(Folder);
        var (authority, until) = BrokerCertificates.Issue(Folder, [.. Hosts, .. More.Select(broker => broker.Host)], now);
        using (authority)
        {
            SecretFile.Replace(PathOf(PasswordsFile), accounts.ToString());
            WriteConfiguration();
            WriteRights(keys, [.. accounts.Names.Where(PartyNames.IsFurtherTicketing)]);
            File.WriteAllText(PathOf(SettingsFile), Settings(authority));
            return new BrokerCommandLines(this, keys.Venue, pedestals, until).Lines();
        }
    }

    /// <summary>A file in the folder.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>A file beside the key file.</summary>
    public string PathBesideKeys(string file) => Path.Combine(Path.GetDirectoryName(KeyFile) ?? "", file);

    /// <summary>The file of an account's password.</summary>
    public string PasswordFileOf(string account) => AccountProvisioning.PasswordFile(account, Path.GetDirectoryName(KeyFile) ?? "");

    /// <summary>The settings with which each pedestal reaches the broker, in addition to its keys.</summary>
    public string PedestalSettings => PathOf(SettingsFile);

    string Settings(X509Certificate2 authority) => string.Create(CultureInfo.InvariantCulture, $"""
        # How pedestals reach the brokers. Each pedestal's account is in its key file.
        broker.host={string.Join(',', More.Select(broker => broker.ToString()).Prepend(Hosts[0]))}
        broker.port={Port}
        broker.tls=on
        broker.ca={Convert.ToBase64String(authority.RawData)}

        """);

    // Files that the venue has changed are left alone.
    void WriteConfiguration()
    {
        if (!File.Exists(PathOf(ConfigurationFile)))
        {
            File.WriteAllText(PathOf(ConfigurationFile), Shipped(ConfigurationFile).Replace(
                "listener 8883", string.Create(CultureInfo.InvariantCulture, $"listener {Port}"), StringComparison.Ordinal));
        }
    }

    void WriteRights(KeyRing keys, IReadOnlyList<string> ticketings)
    {
        var file = PathOf(RightsFile);
        var rights = File.Exists(file) ? File.ReadAllText(file) : BrokerRights.Shipped(keys.Venue);
        File.WriteAllText(file, BrokerRights.Complete(rights, keys, Operators, ticketings));
    }

    /// <summary>The text of a file that comes with the program.</summary>
    internal static string Shipped(string file)
    {
        using var resource = new StreamReader(typeof(BrokerFolder).Assembly.GetManifestResourceStream("mosquitto/" + file)!);
        return resource.ReadToEnd();
    }
}
