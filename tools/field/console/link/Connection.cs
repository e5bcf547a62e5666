using System.Globalization;
using System.IO.Ports;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Pedestal.ConsoleTool.Link;

/// <summary>
/// A byte stream to and from a pedestal. Input is read as it arrives, so that a wait for it can be cancelled.
/// </summary>
public sealed class Connection : IAsyncDisposable
{
    const int Baud = 115200;
    const int PortWriteMilliseconds = 5000;
    static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    readonly Stream _stream;
    readonly IDisposable _owner;
    readonly Channel<byte[]> _received = Channel.CreateBounded<byte[]>(64);
    readonly CancellationTokenSource _stop = new();
    readonly Task _reading;

    /// <summary>Uses a stream, which its owner closes.</summary>
    public Connection(string name, Stream stream, IDisposable owner)
    {
        Name = name;
        _stream = stream;
        _owner = owner;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The port or address, for messages.</summary>
    public string Name { get; }

    /// <summary>Received bytes in pieces; completed when the connection is gone.</summary>
    public ChannelReader<byte[]> Received => _received.Reader;

    /// <summary>Opens a serial port.</summary>
    /// <exception cref="ConsoleException">There is no such port, or it is in use.</exception>
    public static Connection OpenPort(string name)
    {
        var port = new SerialPort(name, Baud) { ReadTimeout = SerialPort.InfiniteTimeout, WriteTimeout = PortWriteMilliseconds };
        try
        {
            port.Open();
            return new Connection(name, port.BaseStream, port);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            var ports = PortNames();
            throw new ConsoleException(ExitCode.NotConnected,
                $"{name} cannot be opened: {e.Message} "
                + (ports.Length == 0 ? "This computer has no serial port; plug in the adapter."
                    : $"This computer's ports are {string.Join(", ", ports)}."));
        }
    }

    /// <summary>Connects to a virtual pedestal's console.</summary>
    /// <exception cref="ConsoleException">Nothing listens there.</exception>
    public static async Task<Connection> OpenTcpAsync(string address, CancellationToken cancellation)
    {
        var (host, port) = Parse(address);
        var client = new TcpClient { NoDelay = true };
        try
        {
            using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timed.CancelAfter(ConnectTime);
            await client.ConnectAsync(host, port, timed.Token);
            return new Connection(address, client.GetStream(), client);
        }
        catch (Exception e) when (e is SocketException || e is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            client.Dispose();
            throw new ConsoleException(ExitCode.NotConnected,
                $"Cannot connect to {address}: {(e is SocketException ? e.Message : "no response within 5 s")}. "
                + "Start the virtual pedestal with --console-port.");
        }
    }

    /// <summary>Sends bytes.</summary>
    /// <exception cref="ConsoleException">The connection is gone.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellation);
            await _stream.FlushAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or TimeoutException or ObjectDisposedException or InvalidOperationException)
        {
            throw new ConsoleException(ExitCode.Silent, $"{Name}: the connection was lost: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _owner.Dispose();
        await _reading;
        _stop.Dispose();
    }

    static string[] PortNames()
    {
        try
        {
            return SerialPort.GetPortNames();
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return [];
        }
    }

    static (string Host, int Port) Parse(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0
            && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? (address[..colon].Trim('[', ']'), port)
            : throw new ConsoleException(
                ExitCode.Usage, $"--tcp '{address}' is not an address. Use host:port, such as 127.0.0.1:2300.");
    }

    async Task ReadAsync()
    {
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await _stream.ReadAsync(buffer, _stop.Token)) > 0)
            {
                await _received.Writer.WriteAsync(buffer[..read], _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException or TimeoutException)
        {
            // The reader notices the end of the channel.
        }

        _received.Writer.TryComplete();
    }
}
