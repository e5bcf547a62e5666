using System.CommandLine;

namespace Pedestal.Matcher;

/// <summary>The command that makes everything a Mosquitto with encryption and accounts needs.</summary>
static class CertificatesCommand
{
    /// <summary>Describes it.</summary>
    public static Command Create()
    {
        var keys = new MatcherOptions().KeyFile;
        var host = new Option<string[]>("--host")
        {
            Description = "The broker's host name or address, as its clients use it; others may follow.", Required = true,
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
            Description = "A name: another operator's program gets an account of its own, fleet@NAME.",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("certificates",
            "Makes authority, certificate, topic rights and settings for a Mosquitto, takes over the accounts that \"provision\" made, "
            + "and prints the command lines to use them. Again, it renews the certificate and takes over new accounts.")
        {
            host, port, keyFile, folder, operators,
        };
        command.SetAction(parsed => MatcherCommands.Guarded(() =>
        {
            var lines = new BrokerFolder(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(host), parsed.GetValue(port),
                parsed.GetRequiredValue(keyFile), parsed.GetRequiredValue(operators)).Write(TimeProvider.System.GetUtcNow());
            foreach (var line in lines)
            {
                Console.WriteLine(line);
            }

            return 0;
        }));
        return command;
    }
}
