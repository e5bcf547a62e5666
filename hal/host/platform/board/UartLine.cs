namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// The line from a part to one of the board's UARTs. Bytes arrive one by one at the line's speed. A byte that arrives while the
/// port is closed is lost; one that arrives when the port's buffer is full clears the buffer, as the controller's driver does.
/// </summary>
public sealed class UartLine
{
    const int BitsPerByte = 10;
    readonly BoardClock _clock;
    readonly Lock _lock = new();
    readonly Queue<(long Arrives, byte Value)> _onTheWay = new();
    readonly Queue<byte> _received = new();
    long _free;
    int _room;

    internal UartLine(BoardClock clock) => _clock = clock;

    /// <summary>The part's speed, bits a second.</summary>
    public int BaudRate { get; set; } = 9600;

    /// <summary>How often a byte arrived when the buffer was full.</summary>
    public int Overflows { get; private set; }

    /// <summary>When the last byte sent arrives or arrived, microseconds.</summary>
    internal long LastArrival
    {
        get
        {
            lock (_lock)
            {
                return _free;
            }
        }
    }

    /// <summary>Whether everything that was sent has been read or lost.</summary>
    public bool IsRead
    {
        get
        {
            lock (_lock)
            {
                Settle();
                return _onTheWay.Count == 0 && _received.Count == 0;
            }
        }
    }

    /// <summary>Queues bytes behind those on their way; returns at once.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _free = Math.Max(_free, _clock.NowMicroseconds);
            foreach (var value in bytes)
            {
                _free += BitsPerByte * 1_000_000L / BaudRate;
                _onTheWay.Enqueue((_free, value));
            }
        }
    }

    /// <summary>Opens the port with a buffer of so many bytes.</summary>
    internal void Open(int bufferSize)
    {
        lock (_lock)
        {
            Settle();
            _received.Clear();
            _room = bufferSize;
        }
    }

    /// <summary>Closes the port, as a loss of power does too.</summary>
    internal void Close()
    {
        lock (_lock)
        {
            Settle();
            _received.Clear();
            _room = 0;
        }
    }

    /// <summary>Bytes that can be read now.</summary>
    internal int Available
    {
        get
        {
            lock (_lock)
            {
                Settle();
                return _received.Count;
            }
        }
    }

    /// <summary>Reads the oldest bytes, as many as there are and fit.</summary>
    internal int Read(Span<byte> target)
    {
        lock (_lock)
        {
            Settle();
            var count = 0;
            while (count < target.Length && _received.TryDequeue(out var value))
            {
                target[count++] = value;
            }

            return count;
        }
    }

    void Settle()
    {
        var now = _clock.NowMicroseconds;
        while (_onTheWay.TryPeek(out var next) && next.Arrives <= now)
        {
            _onTheWay.Dequeue();
            if (_room == 0)
            {
                continue;
            }

            if (_received.Count == _room)
            {
                _received.Clear();
                Overflows++;
            }

            _received.Enqueue(next.Value);
        }
    }
}
