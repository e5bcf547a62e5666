using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Pedestal.Messaging;

namespace Pedestal.Bench;

/// <summary>
/// A pedestal's connection to the broker over TCP: MQTT 3.1.1, QoS 0, and no more of it than a load needs. A library's client, made for
/// one connection and not for hundreds, took as much of the machine for a request as the venue's broker and log together.
/// </summary>
sealed class LoadLink(string host, int port, string client) : IServiceLink
{
    const byte Connect = 0x10;
    const byte Publish = 0x30;
    const byte Retained = 0x01;
    const byte Subscribe = 0x82;
    const int ConnectAcknowledged = 2;
    const int Published = 3;
    const int SubscriptionAcknowledged = 9;

    // Of a packet's length, seven bits in each byte, the lowest first.
    const int LengthBits = 7;
    const int MoreFollows = 1 << LengthBits;
    const int BufferBytes = 16 * 1024;

    readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly Lock _sending = new();
    readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Dictionary<string, Func<string, ReadOnlyMemory<byte>, Task>> _handlers = [];
    readonly byte[] _buffer = new byte[BufferBytes];
    int _filled;

    /// <inheritdoc/>
    public string? Fault => null;

    /// <inheritdoc/>
    public TimeSpan Lag => TimeSpan.Zero;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _socket.ConnectAsync(host, port, cancellation);
        _ = ReceiveAsync();

        // Protocol level 4, a clean session, no time limit between packets.
        Send(Connect, [.. Text("MQTT"), 4, 0x02, 0, 0, .. Text(client)], []);
        await WaitConnectedAsync(cancellation);
        Send(Subscribe, [0, 1, .. _handlers.Keys.SelectMany(topic => Text(topic).Append((byte)0))], []);
        await _subscribed.Task.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task WaitConnectedAsync(CancellationToken cancellation) => _connected.Task.WaitAsync(cancellation);

    /// <summary>Subscribes to one topic, before <see cref="StartAsync"/>.</summary>
    public Task SubscribeAsync(string filter, Func<string, ReadOnlyMemory<byte>, Task> handler, CancellationToken cancellation)
    {
        _handlers.Add(filter, handler);
        return Task.CompletedTask;
    }

    /// <summary>Not needed: a pedestal listens until it is gone.</summary>
    public Task UnsubscribeAsync(string filter, CancellationToken cancellation) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<bool> PublishAsync(string topic, byte[] payload, CancellationToken cancellation) => Task.FromResult(Send(Publish, Text(topic), payload));

    /// <summary>Has the broker keep a message of a topic.</summary>
    public void Retain(string topic, byte[] payload) => Send(Publish | Retained, Text(topic), payload);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    static byte[] Text(string text) => [(byte)(text.Length >> 8), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    bool Send(byte type, ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest)
    {
        Span<byte> packet = stackalloc byte[1 + 4 + head.Length + rest.Length];
        packet[0] = type;
        var at = 1;
        var left = head.Length + rest.Length;
        for (; left >= MoreFollows; left >>= LengthBits)
        {
            packet[at++] = (byte)(left | MoreFollows);
        }

        packet[at++] = (byte)left;
        head.CopyTo(packet[at..]);
        rest.CopyTo(packet[(at + head.Length)..]);
        packet = packet[..(at + head.Length + rest.Length)];
        try
        {
            lock (_sending)
            {
                return _socket.Send(packet) == packet.Length;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    async Task ReceiveAsync()
    {
        try
        {
            for (var received = 1; received > 0; _filled += received)
            {
                Take();
                received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }

        _connected.TrySetException(new IOException($"The broker ended the connection of {client}."));
        _subscribed.TrySetException(new IOException($"The broker ended the connection of {client}."));
    }

    /// <summary>Handles every whole packet received, and keeps the rest.</summary>
    void Take()
    {
        var begin = 0;
        while (Body(begin) is var body && body.End.Value <= _filled)
        {
            Handle(_buffer[begin] >> 4, _buffer.AsMemory(body));
            begin = body.End.Value;
        }

        _buffer.AsSpan(begin, _filled - begin).CopyTo(_buffer);
        _filled -= begin;
    }

    /// <summary>Where the packet's body is that begins here; beyond all that was received if that is not known yet.</summary>
    Range Body(int begin)
    {
        var length = 0;
        for (int at = begin + 1, shift = 0; at < _filled; at++, shift += LengthBits)
        {
            length |= (_buffer[at] & (MoreFollows - 1)) << shift;
            if ((_buffer[at] & MoreFollows) == 0)
            {
                return (at + 1)..(at + 1 + length);
            }
        }

        return _filled..int.MaxValue;
    }

    void Handle(int type, ReadOnlyMemory<byte> body)
    {
        switch (type)
        {
            case ConnectAcknowledged when body.Span[1] == 0:
                _connected.TrySetResult();
                break;
            case SubscriptionAcknowledged:
                _subscribed.TrySetResult();
                break;
            case Published:
                var length = BinaryPrimitives.ReadUInt16BigEndian(body.Span);
                var topic = Encoding.ASCII.GetString(body.Span.Slice(sizeof(ushort), length));
                if (_handlers.TryGetValue(topic, out var handler))
                {
                    _ = handler(topic, body[(sizeof(ushort) + length)..]);
                }

                break;
        }
    }
}
