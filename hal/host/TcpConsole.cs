using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pedestal.Hal.Host;

/// <summary>
/// A technician's line over TCP, on this machine only: one listener at a time, a second one is told so and hung up on.
/// </summary>
public sealed class TcpConsole : IConsolePort, IDisposable
{
    static readonly byte[] Busy = Encoding.ASCII.GetBytes("busy: another console is connected\r\n");

    readonly TcpListener _listener;
    readonly byte[] _received = new byte[4096];
    Socket? _client;
    int _next;
    int _end;

    /// <summary>Listens on a port of the loopback interface; 0 for any free one.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public TcpConsole(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
    }

    /// <summary>Raised on the polling thread when somebody has connected.</summary>
    public event Action? Connected;

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc/>
    public int TryRead()
    {
        Accept();
        return _next < _end || Fill() ? _received[_next++] : -1;
    }

    /// <inheritdoc/>
    public int Write(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (_client == null)
        {
            return count;
        }

        var sent = _client.Send(buffer, offset, count, SocketFlags.None, out var error);
        return error is SocketError.Success or SocketError.WouldBlock ? Math.Max(sent, 0) : HangUp(count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        HangUp(0);
        _listener.Stop();
    }

    void Accept()
    {
        if (!_listener.Pending())
        {
            return;
        }

        var socket = _listener.AcceptSocket();
        if (_client != null && IsAlive(_client))
        {
            socket.Send(Busy);
            socket.Dispose();
            return;
        }

        HangUp(0);
        socket.Blocking = false;
        socket.NoDelay = true;
        _client = socket;
        Connected?.Invoke();
    }

    bool Fill()
    {
        if (_client == null || _client.Available == 0 && IsAlive(_client))
        {
            return false;
        }

        _next = 0;
        _end = _client.Receive(_received, 0, _received.Length, SocketFlags.None, out _);
        if (_end == 0)
        {
            HangUp(0);
        }

        return _end > 0;
    }

    /// <summary>A connection that was closed is readable and has nothing to read.</summary>
    static bool IsAlive(Socket socket) => !(socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0);

    int HangUp(int lost)
    {
        _client?.Dispose();
        _client = null;
        _next = 0;
        _end = 0;
        return lost;
    }
}
