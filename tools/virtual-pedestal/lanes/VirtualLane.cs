using System.Net.Sockets;
using System.Threading.Channels;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.VirtualPedestal;

/// <summary>A virtual pedestal with its consoles and what is done to it by hand.</summary>
sealed class VirtualLane : IAsyncDisposable
{
    Task _outcomes = Task.CompletedTask;

    /// <summary>A lane around a pedestal; its technician's line is text or, where there is a port, TCP.</summary>
    public VirtualLane(string name, VirtualPedestal pedestal, TextConsole? text = null, TcpConsole? tcp = null)
    {
        (Name, Pedestal, Text, Tcp) = (name, pedestal, text, tcp);
        Hands = new Commands(pedestal);
    }

    /// <summary>Raised with every outcome, in order, on a thread of the pool.</summary>
    public event Action<PresentationOutcome>? Ended;

    /// <summary>The pedestal's name.</summary>
    public string Name { get; }

    /// <summary>The pedestal.</summary>
    public VirtualPedestal Pedestal { get; }

    /// <summary>What is done to it from outside.</summary>
    public Commands Hands { get; }

    /// <summary>The technician's line when it is text.</summary>
    public TextConsole? Text { get; }

    /// <summary>The technician's line when it is TCP.</summary>
    public TcpConsole? Tcp { get; }

    /// <summary>A technician's line on a port.</summary>
    /// <exception cref="StartException">The port is taken.</exception>
    public static TcpConsole Listen(int port)
    {
        try
        {
            return port <= 65535
                ? new TcpConsole(port)
                : throw new StartException("--console-port is too high for so many lanes; each takes the next one.");
        }
        catch (SocketException e)
        {
            throw new StartException($"--console-port {port} cannot be opened: {e.Message}");
        }
    }

    /// <summary>Powers the pedestal up; from now on outcomes are handed out.</summary>
    public void Start()
    {
        Pedestal.Start();
        _outcomes = HandOutAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Pedestal.DisposeAsync();
        await _outcomes;
        Tcp?.Dispose();
    }

    async Task HandOutAsync()
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
            // Switched off.
        }
    }
}
