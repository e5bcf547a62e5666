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
            Description = "The matcher's key file; each pedestal in it gets an account.", DefaultValueFactory = _ => keys,
        };
        var folder = new Option<string>("--out")
        {
            Description = "The broker's folder.",
            DefaultValueFactory = _ => Path.Combine(Path.GetDirectoryName(keys) ?? "", "mosquitto"),
        };
        var command = new Command("certificates",
            "Makes authority, certificate, accounts and settings for a Mosquitto, and prints the command lines to use them. "
            + "Again, it renews the certificate and adds accounts for new pedestals.")
        {
            host, port, keyFile, folder,
        };
        command.SetAction(parsed => MatcherCommands.Guarded(() =>
        {
            var lines = new BrokerFolder(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(host), parsed.GetValue(port),
                parsed.GetRequiredValue(keyFile)).Write(TimeProvider.System.GetUtcNow());
            foreach (var line in lines)
            {
                Console.WriteLine(line);
            }

            return 0;
        }));
        return command;
    }
}
