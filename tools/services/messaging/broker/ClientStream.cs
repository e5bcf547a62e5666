using System.Net.Sockets;

namespace Pedestal.Messaging;

/// <summary>
/// A client's connection as the broker sees it, with the limits applied: a packet that is too long ends it before memory is
/// allocated, a client that does not read is disconnected, and a client that leaves its replies unread is not read from either.
/// </summary>
sealed class ClientStream : Stream
{
    const int BufferBytes = 4096;

    readonly NetworkStream _inner;
    readonly BrokerLimits _limits;
    readonly TimeProvider _time;
    readonly Action<string> _reached;
    readonly PacketScanner _received;
    readonly PacketScanner _sent;
    readonly Lock _lock = new();
    readonly byte[] _buffer = new byte[BufferBytes];
    TaskCompletionSource? _room;
    int _begin;
    int _end;
    int _unread;

    /// <summary>Wraps a connection and owns it.</summary>
    internal ClientStream(Socket socket, BrokerLimits limits, TimeProvider time, Action<string> reached)
    {
        _inner = new NetworkStream(socket, ownsSocket: true);
        (_limits, _time, _reached) = (limits, time, reached);
        _received = new PacketScanner(Received);
        _sent = new PacketScanner((first, _) => Sent(first));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // The broker reads packets in pieces of a byte or two; most reads are served from the buffer without a system call.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _begin < _end && Room() is null ? new ValueTask<int>(Take(buffer.Span)) : FillAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var writing = _inner.WriteAsync(buffer, cancellationToken);
        if (!writing.IsCompletedSuccessfully)
        {
            try
            {
                await writing.AsTask().WaitAsync(_limits.ReadPatience, _time, cancellationToken);
            }
            catch (TimeoutException e)
            {
                _reached("does not read what is sent to it: disconnected");
                await _inner.DisposeAsync();
                throw new IOException("The client does not read.", e);
            }
        }

        _sent.Feed(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (Room() is { } room)
        {
            await room.WaitAsync(cancellation);
        }

        if (_begin == _end)
        {
            (_begin, _end) = (0, 0);
            _end = await _inner.ReadAsync(_buffer, cancellation);
        }

        return Take(buffer.Span);
    }

    int Take(Span<byte> buffer)
    {
        var taken = _buffer.AsSpan(_begin, Math.Min(buffer.Length, _end - _begin));
        taken.CopyTo(buffer);
        _begin += taken.Length;
        _received.Feed(taken);
        return taken.Length;
    }

    void Received(byte first, int length)
    {
        if (length > _limits.PacketBytes)
        {
            _reached("packet longer than the limit: closed");
            throw new InvalidDataException($"A packet of {length} bytes is longer than the limit of {_limits.PacketBytes}.");
        }

        if (NeedsReply(first))
        {
            lock (_lock)
            {
                _unread++;
            }
        }
    }

    void Sent(byte first)
    {
        if (!IsReply(first))
        {
            return;
        }

        TaskCompletionSource? room;
        lock (_lock)
        {
            _unread--;
            (room, _room) = (_room, null);
        }

        room?.TrySetResult();
    }

    /// <summary>What to wait for before reading more; null when reading may go on.</summary>
    Task? Room()
    {
        lock (_lock)
        {
            if (_unread < _limits.UnreadReplies)
            {
                return null;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    // CONNECT, PUBLISH above QoS 0, PUBREC, PUBREL, SUBSCRIBE, UNSUBSCRIBE, PINGREQ.
    static bool NeedsReply(byte first) => (first >> 4) switch
    {
        3 => (first & 0x06) != 0,
        1 or 5 or 6 or 8 or 10 or 12 => true,
        _ => false,
    };

    // CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK, PINGRESP.
    static bool IsReply(byte first) => (first >> 4) is 2 or 4 or 5 or 6 or 7 or 9 or 11 or 13;
}
