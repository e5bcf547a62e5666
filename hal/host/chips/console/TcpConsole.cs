using System.Net;
using System.Net.Sockets;
using System.Text;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A technician's cable over TCP, on this machine only. One client at a time: a second one gets a message and is disconnected. A
/// new client's input begins with Ctrl-\, which ends whatever session the previous one left.
/// </summary>
public sealed class TcpConsole : IUartChip, IDisposable
{
    const byte HangUp = 0x1C;
    static readonly byte[] Busy = Encoding.ASCII.GetBytes("busy: another console is connected\r\n");

    readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly Lock _lock = new();
    UartLine? _line;
    Socket? _client;

    /// <summary>Listens on a port of the loopback interface; 0 for any free one.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public TcpConsole(int port)
    {
        // Connections inherit it; setting it on one that has ended already would throw.
        _listener.NoDelay = true;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = AcceptAsync();
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Clients accepted so far, not counting those rejected as busy.</summary>
    public int Clients { get; private set; }

    /// <inheritdoc/>
    public void Connect(UartLine line)
    {
        line.BaudRate = ConsoleCable.BaudRate;
        _line = line;
    }

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            // A client that has gone, or has not read for long, loses what is sent.
            _client?.Send(bytes, SocketFlags.None, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        lock (_lock)
        {
            _client?.Dispose();
            _client = null;
        }
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                if (TryTake(socket))
                {
                    _ = ForwardAsync(socket);
                }
                else
                {
                    socket.Send(Busy, SocketFlags.None, out _);
                    socket.Dispose();
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    bool TryTake(Socket socket)
    {
        lock (_lock)
        {
            if (_client != null && IsConnected(_client))
            {
                return false;
            }

            _client?.Dispose();

            socket.SendTimeout = 1_000;
            _client = socket;
            Clients++;
        }

        _line?.Send([HangUp]);
        return true;
    }

    // A closed connection is readable and has no data.
    static bool IsConnected(Socket socket) => !(socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0);

    async Task ForwardAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            {
                _line?.Send(buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // A broken connection ends like a closed one.
        }

        lock (_lock)
        {
            socket.Dispose();
            _client = _client == socket ? null : _client;
        }
    }
}
