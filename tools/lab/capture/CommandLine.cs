using System.CommandLine;
using Pedestal.Capture.Link;
using Pedestal.Capture.Store;
using Pedestal.ConsoleTool;
using Pedestal.ConsoleTool.Link;
using Pedestal.Terminal;

namespace Pedestal.Capture;

/// <summary>The command line.</summary>
/// <param name="input">Where people agree.</param>
/// <param name="output">What they read.</param>
/// <param name="errors">Why the program cannot continue.</param>
/// <param name="time">The time, by which pictures are erased.</param>
public sealed class CommandLine(TextReader input, TextWriter output, TextWriter errors, TimeProvider time)
{
    const int LongestDays = 3650;

    // Longer than the pedestal waits for a palm.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    readonly Argument<DirectoryInfo> _store = new("STORE") { Description = "The folder of the evaluation." };
    readonly Option<FileInfo> _key = new("--key") { Description = "The file of its keys, outside that folder.", Required = true };

    /// <summary>Builds the command.</summary>
    public RootCommand Create() => new(
        "Pictures of people's palms for an evaluation: only of those who agree, sealed, and erased on a date.")
    {
        New(), Record(), List(), Withdraw(), Erase(),
    };

    Command New()
    {
        var text = new Option<FileInfo?>("--consent") { Description = "The text that people agree to; its first line names its version." };
        var days = new Option<int>("--keep-days") { Description = "Days after which a person's pictures are erased.", DefaultValueFactory = _ => 180 };
        Limit(days, LongestDays);
        var command = new Command("new", "Makes an evaluation and its keys.") { _store, _key, text, days };
        command.SetAction(parsed => Run(() =>
        {
            var consent = parsed.GetValue(text) is { } file ? new ConsentText(File.ReadAllText(file.FullName)) : ConsentText.Default;
            var key = EvaluationStore.Create(parsed.GetRequiredValue(_store), parsed.GetRequiredValue(_key), consent, parsed.GetValue(days));
            output.WriteLine($"People agree to: {consent.Version}. At the pedestal's console, in service mode:");
            output.WriteLine($"config set capture.key {key.Setting}");
            output.WriteLine("config set mode capture");
            output.WriteLine("config save");
            output.WriteLine("reboot");
        }));
        return command;
    }

    Command Record()
    {
        var subject = Subject();
        var port = new Option<string?>("--port") { Description = "Serial port of the pedestal's console, such as /dev/ttyUSB0 or COM3." };
        var tcp = new Option<string?>("--tcp") { Description = "Console of a virtual pedestal, host:port." };
        var code = new Option<string>("--code") { Description = "The service code.", Required = true };
        var hand = new Option<Hand?>("--hand") { Description = "Only this hand." };
        var presentations = new Option<int>("--presentations") { Description = "How often each hand is shown.", DefaultValueFactory = _ => 5 };
        var session = new Option<int?>("--session") { Description = "A session that is continued; a new one without it." };
        Limit(presentations, 1_000);
        Limit(session, 99_999);
        var command = new Command("record", "Asks a person to agree, and takes captures of the palms.")
        {
            _store, _key, subject, port, tcp, code, hand, presentations, session,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(port) is null == result.GetValue(tcp) is null)
            {
                result.AddError("Give either --port or --tcp.");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(async () =>
        {
            var key = EvaluationKey.Load(parsed.GetRequiredValue(_key));
            var store = EvaluationStore.Open(parsed.GetRequiredValue(_store), time);
            var recording = new RecordingSession(store, key, input, output);
            var person = parsed.GetRequiredValue(subject);
            if (!recording.HasAgreed(person))
            {
                return;
            }

            await using var connection = parsed.GetValue(port) is { } serial ? Connection.OpenPort(serial)
                : await Connection.OpenTcpAsync(parsed.GetValue(tcp)!, cancellation);
            var pedestal = new RecordingPedestal(new DeviceSession(connection, Patience), key.Pedestal);
            await pedestal.BeginAsync(parsed.GetRequiredValue(code), cancellation);
            await recording.RunAsync(pedestal, person, parsed.GetValue(hand) is { } one ? [one] : [Hand.Left, Hand.Right],
                parsed.GetValue(presentations), parsed.GetValue(session), cancellation);
            await pedestal.EndAsync();
        }));
        return command;
    }

    Command List()
    {
        var command = new Command("list", "Who has agreed to what, how many captures there are, and when they are erased.") { _store };
        command.SetAction(parsed => Run(() =>
        {
            var store = EvaluationStore.Open(parsed.GetRequiredValue(_store), time);
            foreach (var subject in store.Subjects)
            {
                var captures = store.CapturesOf(subject);
                var consent = store.ConsentOf(subject)!;
                output.WriteLine($"{subject}: {captures.Count(label => label.Hand == Hand.Left)} left, {captures.Count(label => label.Hand == Hand.Right)} right, "
                    + $"sessions {captures.Select(label => label.Session).Distinct().Count()}; agreed {consent.Agreed:yyyy-MM-dd HH:mm} UTC "
                    + $"({TerminalText.Safe(consent.Version)}), erased on {consent.EraseOn:yyyy-MM-dd}");
            }
        }));
        return command;
    }

    Command Withdraw()
    {
        var subject = Subject();
        var command = new Command("withdraw", "Erases a person's pictures at once.") { _store, subject };
        command.SetAction(parsed => Run(() =>
        {
            var person = parsed.GetRequiredValue(subject);
            output.WriteLine(EvaluationStore.Open(parsed.GetRequiredValue(_store), time).Withdraw(person)
                ? $"Everything of {person} is erased here. Erase it in backups too; without the agreement's file they cannot be read."
                : throw new InvalidDataException($"There is nothing of {person}; \"capture list\" shows who is there."));
        }));
        return command;
    }

    Command Erase()
    {
        var command = new Command("erase", "Erases what is past its date, as every other command does too; for a daily job.") { _store };
        command.SetAction(parsed => Run(() =>
            output.WriteLine($"{EvaluationStore.Open(parsed.GetRequiredValue(_store), time).Subjects.Count} people remain.")));
        return command;
    }

    static void Limit<T>(Option<T> option, int most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<T>() is int value && (value < 1 || value > most))
        {
            result.AddError($"{option.Name} must be 1 to {most}.");
        }
    });

    static Option<string> Subject()
    {
        var subject = new Option<string>("--subject") { Description = "The person's pseudonym, such as P01; never a name.", Required = true };
        subject.Validators.Add(result =>
        {
            if (!CaptureLabel.IsSubject(result.GetValueOrDefault<string>() ?? ""))
            {
                result.AddError("--subject must be 1 to 32 letters, digits, dots or underscores, the first a letter or digit.");
            }
        });
        return subject;
    }

    int Run(Action run) => RunAsync(() =>
    {
        run();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    async Task<int> RunAsync(Func<Task> run)
    {
        try
        {
            await run();
            return (int)ExitCode.Ok;
        }
        catch (ConsoleException e)
        {
            errors.WriteLine(TerminalText.Safe(e.Message));
            return (int)e.Code;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(TerminalText.Safe(e.Message));
            return (int)ExitCode.Usage;
        }
    }
}
