using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pedestal.Hal.Host;

/// <summary>
/// A technician's line over TCP, on this machine only: one listener at a time, a second one is told so and hung up on. A client
/// that breaks off, at whatever moment, is an error code and never an exception: those would cost the lane's thread its time.
/// </summary>
public sealed class TcpConsole : IConsolePort, IDisposable
{
    static readonly byte[] Busy = Encoding.ASCII.GetBytes("busy: another console is connected\r\n");

    readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly SocketAsyncEventArgs _accepting = new();
    readonly byte[] _received = new byte[4096];
    volatile bool _isAccepted;
    Socket? _client;
    int _next;
    int _end;

    /// <summary>Listens on a port of the loopback interface; 0 for any free one.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public TcpConsole(int port)
    {
        // Inherited by every connection: to set it on one that is gone already would throw.
        _listener.NoDelay = true;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen();
        _accepting.Completed += (_, _) => _isAccepted = true;
        AcceptNext();
    }

    /// <summary>Raised on the polling thread when somebody has connected.</summary>
    public event Action? Connected;

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <inheritdoc/>
    public int TryRead()
    {
        if (_next == _end)
        {
            Accept();
        }

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
        _listener.Dispose();
        _accepting.Dispose();
    }

    /// <summary>One connection at a time is accepted beforehand; the others wait in the listener's bounded backlog.</summary>
    void AcceptNext()
    {
        _accepting.AcceptSocket = null;
        _isAccepted = false;
        if (!_listener.AcceptAsync(_accepting))
        {
            _isAccepted = true;
        }
    }

    void Accept()
    {
        if (!_isAccepted)
        {
            return;
        }

        var socket = _accepting.SocketError == SocketError.Success ? _accepting.AcceptSocket : null;
        AcceptNext();
        if (socket == null)
        {
            return;
        }

        socket.Blocking = false;
        if (_client != null && IsAlive(_client))
        {
            socket.Send(Busy, 0, Busy.Length, SocketFlags.None, out _);
            socket.Dispose();
        }
        else if (IsAlive(socket))
        {
            HangUp(0);
            _client = socket;
            Connected?.Invoke();
        }
        else
        {
            socket.Dispose();
        }
    }

    bool Fill()
    {
        if (_client == null)
        {
            return false;
        }

        _next = 0;
        _end = Math.Max(0, _client.Receive(_received, 0, _received.Length, SocketFlags.None, out var error));
        if (_end == 0 && error != SocketError.WouldBlock)
        {
            HangUp(0);
        }

        return _end > 0;
    }

    /// <summary>Whether there is something to read, or may still be.</summary>
    bool IsAlive(Socket socket) =>
        socket.Receive(_received, 0, 1, SocketFlags.Peek, out var error) > 0 || error == SocketError.WouldBlock;

    int HangUp(int lost)
    {
        _client?.Dispose();
        _client = null;
        _next = 0;
        _end = 0;
        return lost;
    }
}
