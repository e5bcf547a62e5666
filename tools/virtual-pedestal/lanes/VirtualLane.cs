using System.Net.Sockets;
using System.Threading.Channels;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.VirtualPedestal;

/// <summary>A virtual pedestal with its console and the commands that act on it from outside.</summary>
sealed class VirtualLane : IAsyncDisposable
{
    Task _outcomes = Task.CompletedTask;

    /// <summary>A lane of a pedestal; its console is text or, if there is a port, TCP.</summary>
    public VirtualLane(string name, VirtualPedestal pedestal, TextConsole? text = null, TcpConsole? tcp = null)
    {
        (Name, Pedestal, Text, Tcp) = (name, pedestal, text, tcp);
        Commands = new Commands(pedestal);
    }

    /// <summary>Raised for every outcome, in order, on a thread of the pool.</summary>
    public event Action<PresentationOutcome>? Ended;

    /// <summary>The pedestal's name.</summary>
    public string Name { get; }

    /// <summary>The pedestal.</summary>
    public VirtualPedestal Pedestal { get; }

    /// <summary>The commands that act on it from outside.</summary>
    public Commands Commands { get; }

    /// <summary>The text console; null for none.</summary>
    public TextConsole? Text { get; }

    /// <summary>The TCP console; null for none.</summary>
    public TcpConsole? Tcp { get; }

    /// <summary>Opens a console on a TCP port.</summary>
    /// <exception cref="StartException">The port is taken or out of range.</exception>
    public static TcpConsole Listen(int port)
    {
        try
        {
            return port <= 65535
                ? new TcpConsole(port)
                : throw new StartException("--console-port is too high for so many lanes; each lane takes the next port.");
        }
        catch (SocketException e)
        {
            throw new StartException($"--console-port {port} cannot be opened: {e.Message}");
        }
    }

    /// <summary>Powers the pedestal up; from now on outcomes are raised.</summary>
    public void Start()
    {
        Pedestal.Start();
        _outcomes = RaiseOutcomesAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Pedestal.DisposeAsync();
        await _outcomes;
        Tcp?.Dispose();
    }

    async Task RaiseOutcomesAsync()
    {
        try
        {
            while (true)
            {
                var outcome = await Pedestal.NextOutcomeAsync(CancellationToken.None);
                Ended?.Invoke(outcome);
            }
        }
        catch (ChannelClosedException)
        {
            // The pedestal was powered down.
        }
    }
}
