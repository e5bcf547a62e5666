namespace Pedestal.Hal.Host.Platform;

/// <summary>One of the board's UARTs and the part on it.</summary>
public sealed class Uart
{
    const int BitsPerByte = 10;
    readonly BoardClock _clock;
    IUartChip? _chip;
    long _lastWritten;

    internal Uart(BoardClock clock)
    {
        _clock = clock;
        Line = new UartLine(clock);
    }

    /// <summary>From the part to the board.</summary>
    public UartLine Line { get; }

    /// <summary>When the last byte went over it, in either direction.</summary>
    public long LastByteMicroseconds => Math.Max(Interlocked.Read(ref _lastWritten), Line.LastArrival);

    /// <summary>Whether the program has opened the port.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Connects a part; one that was there before is taken off.</summary>
    public void Attach(IUartChip chip)
    {
        _chip = chip;
        chip.Connect(Line);
    }

    internal void Open(int bufferSize)
    {
        Line.Open(bufferSize);
        IsOpen = true;
    }

    internal void Close()
    {
        IsOpen = false;
        Line.Close();
    }

    /// <summary>Sends bytes at a speed; returns when the last of them is out, or throws where that lasts too long.</summary>
    internal void Write(ReadOnlySpan<byte> bytes, int baudRate, int timeoutMilliseconds)
    {
        var microseconds = bytes.Length * BitsPerByte * 1_000_000L / baudRate;
        if (timeoutMilliseconds >= 0 && microseconds > timeoutMilliseconds * 1_000L)
        {
            Board.Sleep(timeoutMilliseconds * 1_000L);
            throw new TimeoutException("The bytes are not out in time.");
        }

        Interlocked.Exchange(ref _lastWritten, _clock.NowMicroseconds + microseconds);
        Board.Sleep(microseconds);
        _chip?.Receive(bytes);
    }
}
