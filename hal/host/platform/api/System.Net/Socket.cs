using System.Net;
using System.Net.Sockets;
using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Net.Sockets;

/// <summary>A TCP connection over the board's Wi-Fi.</summary>
public class Socket
{
    readonly System.Net.Sockets.Socket _socket;
    readonly BoardClock _clock = Board.Current.Clock;
    readonly Radio _radio = Board.Current.Radio;
    readonly CancellationTokenRegistration _end;
    int _timeout;

    /// <summary>A socket that is not connected yet.</summary>
    public Socket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
    {
        _socket = new System.Net.Sockets.Socket(addressFamily, socketType, protocolType);
        _radio.Lost += _socket.Dispose;
        _end = Board.Run.Stopped.UnsafeRegister(_ => _socket.Dispose(), null);
    }

    /// <summary>Longest time to wait for bytes, milliseconds.</summary>
    public int ReceiveTimeout
    {
        get => _timeout;
        set
        {
            _timeout = value;
            _socket.ReceiveTimeout = (int)_clock.OnMachine(TimeSpan.FromMilliseconds(value)).TotalMilliseconds;
        }
    }

    /// <summary>Ends the connection.</summary>
    public void Close()
    {
        _end.Dispose();
        _radio.Lost -= _socket.Dispose;
        _socket.Dispose();
    }

    /// <summary>Connects to an address and port.</summary>
    public void Connect(EndPoint remoteEP)
    {
        _radio.DemandAddress();
        _socket.Connect(remoteEP);
    }

    /// <summary>Sends; returns the number of bytes sent.</summary>
    public int Send(byte[] buffer) => _socket.Send(buffer);

    /// <summary>Receives; returns the number of bytes received, 0 at the end of the connection.</summary>
    public int Receive(byte[] buffer) => _socket.Receive(buffer);
}
