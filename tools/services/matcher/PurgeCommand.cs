using System.CommandLine;

namespace Pedestal.Matcher;

/// <summary>The command "purge-event": destroys an event's key and writes the certificate.</summary>
static class PurgeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var name = new Option<string>("--event") { Description = "Name of the event that is over.", Required = true };
        var file = new Option<string>("--certificate")
        {
            Description = "The certificate's file.", DefaultValueFactory = _ => "data/purge-certificate.json",
        };
        var client = new AdminClient();
        var purge = new Command("purge-event",
            "Destroys the key of an event that is over, deletes everyone enrolled under it, and writes a certificate. "
            + "Requires --Matcher:KeyPerEvent=true at enrolment. When run again, it writes the same certificate.")
        {
            name, file,
        };
        client.AddTo(purge);
        purge.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(async () =>
        {
            var certificate = await client.PostAsync(
                parsed, EventEndpoints.Purges, new PurgeRequest(parsed.GetRequiredValue(name)), stop);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(parsed.GetRequiredValue(file)))!);
            await File.WriteAllTextAsync(parsed.GetRequiredValue(file), certificate + "\n", stop);
            Console.WriteLine($"Wrote {parsed.GetRequiredValue(file)}.");
            return 0;
        }));
        return purge;
    }
}
