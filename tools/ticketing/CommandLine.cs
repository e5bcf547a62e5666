using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pedestal.Messaging;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>The command line of the ticketing process.</summary>
public static class CommandLine
{
    /// <summary>Everything went well.</summary>
    public const int Ok = 0;

    /// <summary>Nothing was done; the error output says why.</summary>
    public const int Failed = 1;

    /// <summary>Imported, but some rows were left out; the error output names them.</summary>
    public const int SomeRowsLeftOut = 2;

    static string About => $"""
        Palm pedestal ticketing: keeps tickets and redeems each of them once.

        Settings are the section "Ticketing" of the usual .NET configuration: appsettings.json, environment variables
        (Ticketing__Event=tonight) or after the command (--Ticketing:Event=tonight), each with its default:

        {TicketingHelp.Settings.Text()}
        """;

    /// <summary>Builds the commands.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand(About);
        root.Add(RunCommand());
        root.Add(ImportCommand());
        root.Add(SecretCommand());
        root.Add(EventKeyCommand());
        return root;
    }

    static Command SecretCommand()
    {
        var code = new Argument<string>("code") { Description = "The ticket's code." };
        var secret = new Command(
            "secret", "Print the secret of a rotating ticket, 64 hexadecimal digits, for the application that shows its codes.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        secret.Add(code);
        secret.SetAction((parsed, _) => GuardAsync(parsed.UnmatchedTokens, settings =>
        {
            var options = Options(settings);
            using var store = new TicketStore(options.Database);
            var @event = store.Offline.EventOf(parsed.GetRequiredValue(code))
                ?? throw new InvalidOperationException($"{store.Name} has no rotating ticket of this code. Import it first.");
            var codes = RotatingCodes.LoadOrCreate(options.CodeKeyPath);
            Console.WriteLine(Convert.ToHexStringLower(codes.SecretOf(parsed.GetRequiredValue(code), @event)));
            return Task.FromResult(Ok);
        }));
        return secret;
    }

    static Command EventKeyCommand()
    {
        var name = new Argument<string>("event") { Description = "The event, as in the tickets." };
        var key = new Command(
            "event-key", "Print the key of an event's rotating tickets, 64 hexadecimal digits, for its pedestals' offline.key.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        key.Add(name);
        key.SetAction((parsed, _) => GuardAsync(parsed.UnmatchedTokens, settings =>
        {
            var codes = RotatingCodes.LoadOrCreate(Options(settings).CodeKeyPath);
            Console.WriteLine(Convert.ToHexStringLower(codes.EventKeyOf(parsed.GetRequiredValue(name))));
            return Task.FromResult(Ok);
        }));
        return key;
    }

    static TicketingOptions Options(string[] settings) =>
        Host.CreateApplicationBuilder(settings).Configuration.GetSection(TicketingOptions.Section).Get<TicketingOptions>()
        ?? new TicketingOptions();

    static Command RunCommand()
    {
        var run = new Command("run", "Answer ticket requests until stopped.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        run.SetAction((parsed, cancellation) => GuardAsync(parsed.UnmatchedTokens, async settings =>
        {
            using var host = TicketingHost.Create(settings);

            // Wrong settings show here as one line; inside the host they would be a stack trace in its log.
            _ = host.Services.GetRequiredService<TicketingService>();
            await host.RunAsync(cancellation);
            return Ok;
        }));
        return run;
    }

    static Command ImportCommand()
    {
        var file = new Argument<string>("file")
        {
            Description = "CSV file with the columns code,account,event[,status][,kind]; status is valid or cancelled, "
                + "kind static or rotating.",
        };
        var import = new Command(
            "import",
            "Add tickets or bring them up to date; what was redeemed stays redeemed. Bad rows are named and left out "
            + $"(exit code {SomeRowsLeftOut}).")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        import.Add(file);
        import.SetAction((parsed, _) => GuardAsync(
            parsed.UnmatchedTokens, settings => Task.FromResult(Import(parsed.GetRequiredValue(file), settings))));
        return import;
    }

    static int Import(string file, string[] settings)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no file '{file}'.");
        }

        using var store = new TicketStore(Options(settings).Database);
        var result = TicketImport.Run(file, store);
        foreach (var error in result.Errors)
        {
            Console.Error.WriteLine(error);
        }

        Console.WriteLine(
            $"{result.Imported} tickets imported into {store.Name}, {result.Errors.Count} rows left out.");
        return result.Errors.Count == 0 ? Ok : SomeRowsLeftOut;
    }

    static async Task<int> GuardAsync(IReadOnlyList<string> settings, Func<string[], Task<int>> action)
    {
        // Without this a mistyped option would silently become a setting nobody reads.
        var stray = settings.FirstOrDefault(s => !s.StartsWith("--", StringComparison.Ordinal)
            || s.IndexOf(':') < 0 || s.IndexOf('=') < s.IndexOf(':'));
        if (stray != null)
        {
            Console.Error.WriteLine($"'{stray}' is not understood. Settings look like --Ticketing:Event=tonight.");
            return Failed;
        }

        try
        {
            return await action([.. settings]);
        }
        catch (Exception e) when (e is StorageException or KeyFileException or InvalidOperationException
            or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }
    }
}
