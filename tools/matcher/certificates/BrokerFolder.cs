using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>
/// Everything that a Mosquitto with encryption, accounts and topic rights needs, in one folder, and what its clients need to reach it.
/// </summary>
/// <param name="Folder">The folder.</param>
/// <param name="Hosts">The broker's names and addresses, the one that clients use first.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="KeyFile">The matcher's key file, which names the pedestals.</param>
sealed record BrokerFolder(string Folder, IReadOnlyList<string> Hosts, int Port, string KeyFile)
{
    /// <summary>The accounts of the services and of the operators.</summary>
    static readonly string[] Services = ["matcher", "ticketing", "fleet"];

    static readonly string[] Shipped = ["mosquitto.conf", "acl"];

    /// <summary>Makes or completes the folder; what it did and the ready command lines, a line each.</summary>
    /// <exception cref="KeyFileException">The key file cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A name or a file cannot be used.</exception>
    public IReadOnlyList<string> Write(DateTimeOffset now)
    {
        foreach (var host in Hosts.Where(host => Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic))
        {
            throw new InvalidOperationException($"--host '{host}' is neither a host name nor an address.");
        }

        var keys = KeyRing.Load(KeyFile);
        string[] pedestals = [.. keys.Devices.Where(device => device != MatcherService.TicketingDevice)];
        Directory.CreateDirectory(Folder);
        var (authority, until) = BrokerCertificates.Issue(Folder, Hosts, now);
        using (authority)
        {
            CopyShipped();
            var fresh = Accounts(pedestals, authority);
            return new BrokerCommandLines(this, keys.Venue, pedestals, fresh, until).Lines();
        }
    }

    /// <summary>A file in the folder.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The file of a service's password.</summary>
    public string PasswordFileOf(string service) => PathOf(service + ".password");

    /// <summary>The file of a pedestal's settings.</summary>
    public string SettingsFileOf(string pedestal) => PathOf(pedestal + ".settings.txt");

    IReadOnlyList<string> Accounts(string[] pedestals, X509Certificate2 authority)
    {
        var accounts = new BrokerAccounts(Folder);
        var fresh = new List<string>();
        foreach (var account in Services.Concat(pedestals))
        {
            if (accounts.Add(account) is not { } password)
            {
                continue;
            }

            // The password first: an account whose password nobody knows would be of no use.
            SecretFile.Replace(Services.Contains(account) ? PasswordFileOf(account) : SettingsFileOf(account),
                Services.Contains(account) ? password + "\n" : Settings(account, password, authority));
            fresh.Add(account);
        }

        accounts.Save();
        return fresh;
    }

    string Settings(string pedestal, string password, X509Certificate2 authority) => string.Create(CultureInfo.InvariantCulture, $"""
        # How {pedestal} reaches the broker. A secret: bring it to the pedestal and delete it here.
        broker.host={Hosts[0]}
        broker.port={Port}
        broker.tls=on
        broker.ca={Convert.ToBase64String(authority.RawData)}
        broker.user={pedestal}
        broker.password={password}

        """);

    /// <summary>Files that a venue has changed stay as they are.</summary>
    void CopyShipped()
    {
        foreach (var file in Shipped.Where(file => !File.Exists(PathOf(file))))
        {
            using var resource = new StreamReader(typeof(BrokerFolder).Assembly.GetManifestResourceStream("mosquitto/" + file)!);
            File.WriteAllText(PathOf(file), resource.ReadToEnd()
                .Replace("listener 8883", string.Create(CultureInfo.InvariantCulture, $"listener {Port}"), StringComparison.Ordinal));
        }
    }
}
