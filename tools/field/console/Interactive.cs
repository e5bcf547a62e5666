using System.Text;
using Pedestal.ConsoleTool.Link;
using Pedestal.Terminal;

namespace Pedestal.ConsoleTool;

/// <summary>Forwards the keyboard to the pedestal, and its output to the screen, until Ctrl-].</summary>
/// <param name="connection">The connection.</param>
/// <param name="output">The screen.</param>
sealed class Interactive(Connection connection, Stream output)
{
    const char Leave = '\x1d';
    const int PollMilliseconds = 15;
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1.5);

    /// <summary>Forwards keys; the pedestal echoes them, not the terminal.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var printing = PrintAsync(Timeout.InfiniteTimeSpan, end.Token);
        Console.TreatControlCAsInput = true;
        await connection.SendAsync("\r"u8.ToArray(), cancellation);
        while (!printing.IsCompleted)
        {
            if (!Console.KeyAvailable)
            {
                await Task.Delay(PollMilliseconds, cancellation);
                continue;
            }

            var key = Console.ReadKey(intercept: true);
            if (IsLeave(key))
            {
                break;
            }

            await connection.SendAsync(Bytes(key), cancellation);
        }

        var broken = printing.IsCompleted;
        await end.CancelAsync();
        await printing;
        if (broken)
        {
            throw new ConsoleException(ExitCode.Silent, $"{connection.Name}: the connection was lost.");
        }
    }

    /// <summary>Types the lines of a file or pipe, and prints until the pedestal is quiet.</summary>
    public async Task RunAsync(TextReader input, CancellationToken cancellation)
    {
        while (await input.ReadLineAsync(cancellation) is { } line)
        {
            await connection.SendAsync(Encoding.UTF8.GetBytes(line + "\r"), cancellation);
            await PrintAsync(Quiet, cancellation);
        }
    }

    /// <summary>Whether a key is Ctrl-], which some terminals report as Ctrl-5: both are the same control character.</summary>
    internal static bool IsLeave(ConsoleKeyInfo key) => key.KeyChar == Leave
        || key is { Key: ConsoleKey.Oem6 or ConsoleKey.D5, Modifiers: ConsoleModifiers.Control };

    /// <summary>The bytes that a terminal would send for a key.</summary>
    internal static byte[] Bytes(ConsoleKeyInfo key) => Encoding.UTF8.GetBytes(key.Key switch
    {
        ConsoleKey.Enter => "\r",
        ConsoleKey.Backspace => "\x7f",
        ConsoleKey.Delete => "\x1b[3~",
        ConsoleKey.LeftArrow => "\x1b[D",
        ConsoleKey.RightArrow => "\x1b[C",
        ConsoleKey.UpArrow => "\x1b[A",
        ConsoleKey.DownArrow => "\x1b[B",
        ConsoleKey.Home => "\x1b[H",
        ConsoleKey.End => "\x1b[F",
        _ when key.KeyChar != '\0' => key.KeyChar.ToString(),
        _ => string.Empty,
    });

    async Task PrintAsync(TimeSpan quiet, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                timed.CancelAfter(quiet);
                await output.WriteAsync(TerminalBytes.Safe(await connection.Received.ReadAsync(timed.Token)), cancellation);
                await output.FlushAsync(cancellation);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            // Quiet, or the connection has ended: the caller knows which.
        }
    }
}
