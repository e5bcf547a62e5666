using System.Net;
using System.Net.Sockets;

namespace Pedestal.Storage.Tests;

/// <summary>Passes what it gets on a port to a server's socket and back, until it falls silent.</summary>
sealed class Relay : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly string _server;
    volatile bool _isSilent;
    int _connections;

    /// <summary>Begins.</summary>
    public Relay(string server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The port on the loopback address.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many have connected.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>From now on nothing is passed on, and no connection is closed.</summary>
    public void FallSilent() => _isSilent = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            for (var stop = _end.Token;;)
            {
                var client = await _listener.AcceptSocketAsync(stop);
                Interlocked.Increment(ref _connections);
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server), stop);
                _ = PassAsync(client, server, stop);
                _ = PassAsync(server, client, stop);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task PassAsync(Socket from, Socket to, CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, stop) is > 0 and var length)
            {
                if (!_isSilent)
                {
                    await to.SendAsync(buffer.AsMemory(0, length), stop);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
