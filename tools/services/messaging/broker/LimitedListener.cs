using System.Net;
using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Server;

namespace Pedestal.Messaging;

/// <summary>Accepts a limited number of TCP clients for the broker, each behind a <see cref="ClientStream"/>.</summary>
sealed class LimitedListener(IPEndPoint address, BrokerLimits limits, TimeProvider time, LimitLog log) : IMqttServerAdapter
{
    static readonly TimeSpan AcceptDelay = TimeSpan.FromSeconds(1);

    readonly CancellationTokenSource _stop = new();
    Socket? _socket;
    int _connections;

    /// <inheritdoc/>
    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>The port listened on.</summary>
    public int Port { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(address);
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _socket.Listen(limits.Connections);
        _ = Task.Run(() => AcceptAsync(_socket, options, logger));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _socket?.Dispose();
    }

    async Task AcceptAsync(Socket listener, MqttServerOptions options, IMqttNetLogger logger)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(_stop.Token);
                var from = (IPEndPoint?)socket.RemoteEndPoint;
                if (TryEnter(from))
                {
                    _ = Task.Run(() => ServeAsync(socket, from, options, logger));
                }
                else
                {
                    log.Reached(NameOf(from), "too many connections at once: refused");
                    socket.Dispose();
                }
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException)
            {
                // The client reset the connection before it was accepted, or the process is out of handles: the next accept may
                // succeed.
                await Task.Delay(AcceptDelay, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task ServeAsync(Socket socket, IPEndPoint? from, MqttServerOptions options, IMqttNetLogger logger)
    {
        try
        {
            socket.NoDelay = true;
            await using var stream = new ClientStream(socket, limits, time, what => log.Reached(NameOf(from), what));
            using var adapter = new MqttChannelAdapter(
                new MqttTcpChannel(stream, (IPEndPoint?)socket.LocalEndPoint, from, null),
                new MqttPacketFormatterAdapter(new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax)), logger)
            {
                AllowPacketFragmentation = false, // One segment per message instead of two.
            };
            await (ClientHandler?.Invoke(adapter) ?? Task.CompletedTask);
        }
        catch (Exception)
        {
            // However a connection ends, it concerns no other client.
        }
        finally
        {
            socket.Dispose();
            Interlocked.Decrement(ref _connections);
        }
    }

    bool TryEnter(IPEndPoint? from)
    {
        var most = limits.Connections + (from is not null && IPAddress.IsLoopback(from.Address) ? limits.LocalReserve : 0);
        if (Interlocked.Increment(ref _connections) <= most)
        {
            return true;
        }

        Interlocked.Decrement(ref _connections);
        return false;
    }

    static string NameOf(IPEndPoint? from) => from?.Address.ToString() ?? "unknown";
}
