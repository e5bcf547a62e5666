using System.Globalization;
using Pedestal.Matcher;
using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>The command lines that use a broker's folder, ready to copy.</summary>
sealed class BrokerCommandLines(BrokerFolder folder, string venue, string[] pedestals, DateTimeOffset until)
{
    readonly string _host = folder.Hosts[0];

    /// <summary>What is in the folder, and each command under a heading.</summary>
    public IReadOnlyList<string> Lines() =>
    [
        $"{folder.Folder} contains what Mosquitto needs for {string.Join(", ", folder.Hosts.Concat(folder.More.Select(broker => broker.Host)))}; its certificate is valid until "
        + $"{until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.",
        "Run this again before that day and after each provision, which changes accounts; then restart Mosquitto, or send it "
        + "SIGHUP.",
        .. folder.More.Count == 0 ? [] : new[] { $"Copy it to {string.Join(" and ", folder.More.Select(broker => broker.Host))} too." },
        $"Keep {BrokerCertificates.AuthorityKeyFile} elsewhere: whoever has it can impersonate the broker.",
        "",
        "The broker. If root starts it, it reads its files as the user mosquitto, so as root run first: "
        + $"chown mosquitto {PathOf(BrokerFolder.PasswordsFile)} {PathOf(BrokerCertificates.BrokerKeyFile)}",
        $"  cd {Word(folder.Folder)} && mosquitto -c mosquitto.conf",
        "",
        "Matcher, with ticketing in its process:",
        "  dotnet run --project tools/services/venue -- --Matcher:Broker:Embedded=false " + Matcher("Login", "matcher")
        + " " + Matcher("TicketingLogin", "ticketing") + $" --Matcher:Broker:Host={_host} --Matcher:Broker:Port={Port}" + More("Matcher:Broker:More")
        + Elsewhere("--Matcher:KeyFile=", Path.GetFileName(folder.KeyFile))
        + Elsewhere("--Matcher:Ticketing:KeyFile=", Provisioning.TicketingFile),
        "",
        "Ticketing in a process of its own (with --Matcher:Ticketing:Embedded=false for the matcher):",
        $"  dotnet run --project tools/services/ticketing -- run --Ticketing:Venue={venue} "
        + $"--Ticketing:BrokerHost={_host} --Ticketing:BrokerPort={Port} {Login("Ticketing:BrokerLogin", "ticketing")}"
        + More("Ticketing:MoreBrokers")
        + Elsewhere("--Ticketing:KeyFile=", Provisioning.TicketingFile),
        "",
        "Operators:",
        $"  dotnet run --project tools/field/fleet -- watch --broker {string.Join(',', folder.More.Select(broker => broker.ToString()).Prepend($"{_host}:{Port}"))} --tls "
        + $"--authority {PathOf(BrokerCertificates.AuthorityFile)} --user fleet --password-file {Word(folder.PasswordFileOf("fleet"))}"
        + Elsewhere("--keys ", Provisioning.FleetFile),
        "  An account has one connection at a time. Create one for each further operator's program with --operator NAME.",
        .. folder.Operators.Select(name =>
            $"  {name}: --user {BrokerAccounts.Operators}@{name} --password-file "
            + Word(folder.PasswordFileOf($"{BrokerAccounts.Operators}@{name}"))),
        .. pedestals.Where(pedestal => File.Exists(folder.PathBesideKeys(pedestal + ".keys.json"))).SelectMany(OfPedestal),
    ];

    string Port => folder.Port.ToString(CultureInfo.InvariantCulture);

    string[] OfPedestal(string pedestal)
    {
        var keys = Word(folder.PathBesideKeys(pedestal + ".keys.json"));
        var settings = Word(folder.PedestalSettings);
        return
        [
            "",
            $"{pedestal}: on the device (broker.ca is the authority), or virtual:",
            $"  tools/field/flash/flash.sh --console PORT --keys {keys} --settings {settings}",
            $"  dotnet run --project tools/virtual-pedestal -- --keys {keys} --settings {settings}",
        ];
    }

    string More(string setting) => string.Concat(folder.More.Select((broker, index) => $" --{setting}:{index}={broker}"));

    string Matcher(string login, string account) => Login("Matcher:Broker:" + login, account);

    string Login(string section, string account) =>
        $"--{section}:Username={account} --{section}:PasswordFile={Word(folder.PasswordFileOf(account))} --{section}:Tls=true "
        + $"--{section}:AuthorityFile={PathOf(BrokerCertificates.AuthorityFile)}";

    /// <summary>The option that names a key file, if the key files are not in their usual folder.</summary>
    string Elsewhere(string option, string file) =>
        folder.KeyFile == new MatcherOptions().KeyFile ? "" : $" {option}{Word(folder.PathBesideKeys(file))}";

    string PathOf(string file) => Word(folder.PathOf(file));

    /// <summary>Quotes a text as one word of a shell's command line.</summary>
    static string Word(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '\\' or '.' or '-' or '_' or ':' or '@')
        ? text
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
