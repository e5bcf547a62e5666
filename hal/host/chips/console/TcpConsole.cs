using System.Net;
using System.Net.Sockets;
using System.Text;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A technician's cable over TCP, on this machine only: one listener at a time, a second one is told so and hung up on. A new
/// listener's line begins with Ctrl-\, so that nothing of the one before is left.
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
        // Inherited by every connection: to set it on one that is gone already would throw.
        _listener.NoDelay = true;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = AcceptAsync();
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Listeners so far, without those that were told that it is busy.</summary>
    public int Listeners { get; private set; }

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
            // A client that has gone, or that does not read for long, loses what it is sent.
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
                    _ = PassOnAsync(socket);
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
            if (_client != null && IsThere(_client))
            {
                return false;
            }

            _client?.Dispose();

            socket.SendTimeout = 1_000;
            _client = socket;
            Listeners++;
        }

        _line?.Send([HangUp]);
        return true;
    }

    // One that has broken off can be read from and has nothing to say.
    static bool IsThere(Socket socket) => !(socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0);

    async Task PassOnAsync(Socket socket)
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
            // Broken off, which is the same as hung up.
        }

        lock (_lock)
        {
            socket.Dispose();
            _client = _client == socket ? null : _client;
        }
    }
}
