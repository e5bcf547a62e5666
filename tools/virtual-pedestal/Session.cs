using System.Threading.Channels;
using Pedestal.Hal.Host;

namespace Pedestal.VirtualPedestal;

/// <summary>
/// A dialogue with a running pedestal: what is done to it from outside and, with a console, what a technician types; answers
/// and every outcome out.
/// </summary>
sealed class Session(
    VirtualPedestal pedestal, TextReader input, TextWriter output, TextWriter errors, TextConsole? console = null)
{
    // What is done to a pedestal from outside; everything else is said to it.
    static readonly string[] Hands = ["palm", "lift", "scan", "fault", "break", "mend"];

    readonly Commands _commands = new(pedestal);

    /// <summary>Runs until <c>quit</c>, the end of the input or cancellation; false when the pedestal failed.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        // Reading a console blocks its thread whatever the token says.
        var commands = Task.Run(ReadCommandsAsync, CancellationToken.None).WaitAsync(cancellation);
        var outcomes = PrintOutcomesAsync(end.Token);
        var first = await Task.WhenAny(commands, outcomes);
        await end.CancelAsync();
        await outcomes.ContinueWith(_ => { }, TaskScheduler.Default);
        if (commands.IsFaulted)
        {
            errors.WriteLine($"The dialogue has ended: {commands.Exception.GetBaseException().Message}");
            return false;
        }

        return first == commands || outcomes.IsCanceled;
    }

    async Task ReadCommandsAsync()
    {
        while (await input.ReadLineAsync() is { } line && line.Trim() != "quit")
        {
            var word = line.Trim().Split(' ')[0];
            if (console != null && !Hands.Contains(word))
            {
                PrintHelp(word);
                console.Type(line);
            }
            else if (word.Length > 0)
            {
                output.WriteLine(_commands.Execute(line));
            }
        }

        if (console != null)
        {
            await pedestal.WaitAnsweredAsync(CancellationToken.None);
        }
    }

    void PrintHelp(string word)
    {
        if (word == "help")
        {
            output.WriteLine(Commands.HandsHelp);
        }
    }

    async Task PrintOutcomesAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                output.WriteLine(OutcomeLine.Of(await pedestal.NextOutcomeAsync(cancellation)));
            }
        }
        catch (ChannelClosedException e)
        {
            errors.WriteLine($"The pedestal has stopped because of a defect: {e.InnerException?.Message}");
        }
    }
}
