using System.CommandLine;
using Pedestal.Matcher;
using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>The command that creates everything a Mosquitto with TLS and accounts needs.</summary>
static class CertificatesCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var keys = new MatcherOptions().KeyFile;
        var host = new Option<string[]>("--host")
        {
            Description = "The broker's host name or address, as its clients use it; more may follow.", Required = true,
        };
        var more = new Option<string[]>("--more-brokers")
        {
            Description = "Another broker of the venue, HOST or HOST:PORT, which gets a copy of the folder; more may follow.",
            DefaultValueFactory = _ => [],
        };
        var port = new Option<int>("--port") { Description = "The broker's TCP port.", DefaultValueFactory = _ => 8883 };
        var keyFile = new Option<string>("--keys")
        {
            Description = "The matcher's key file; accounts and passwords are beside it.", DefaultValueFactory = _ => keys,
        };
        var folder = new Option<string>("--out")
        {
            Description = "The broker's folder.",
            DefaultValueFactory = _ => Path.Combine(Path.GetDirectoryName(keys) ?? "", "mosquitto"),
        };
        var operators = new Option<string[]>("--operator")
        {
            Description = "Name of another operator's program, which gets the account fleet@NAME.",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("certificates",
            "Creates authority, certificate, topic rights and settings for a Mosquitto, copies the accounts that \"provision\" created, "
            + "and prints the command lines to use them. When run again, it renews the certificate and copies new accounts.")
        {
            host, more, port, keyFile, folder, operators,
        };
        command.SetAction(parsed => MatcherCommands.Guarded(() =>
        {
            var lines = new BrokerFolder(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(host), parsed.GetValue(port),
                parsed.GetRequiredValue(keyFile), parsed.GetRequiredValue(operators))
            {
                More = BrokerAddresses.OfSetting(parsed.GetRequiredValue(more), parsed.GetValue(port), more.Name),
            }.Write(TimeProvider.System.GetUtcNow());
            foreach (var line in lines)
            {
                Console.WriteLine(line);
            }

            return 0;
        }));
        return command;
    }
}
