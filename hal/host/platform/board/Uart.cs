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

    /// <summary>The line from the part to the board.</summary>
    public UartLine Line { get; }

    /// <summary>When the last byte passed, in either direction, microseconds.</summary>
    public long LastByteMicroseconds => Math.Max(Interlocked.Read(ref _lastWritten), Line.LastArrival);

    /// <summary>Whether the program has opened the port.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Connects a part; it replaces the part that was there.</summary>
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

    /// <summary>Sends bytes; returns when the last one is out, or throws when that takes too long.</summary>
    internal void Write(ReadOnlySpan<byte> bytes, int baudRate, int timeoutMilliseconds)
    {
        var microseconds = bytes.Length * BitsPerByte * 1_000_000L / baudRate;
        if (timeoutMilliseconds >= 0 && microseconds > timeoutMilliseconds * 1_000L)
        {
            Board.Sleep(timeoutMilliseconds * 1_000L);
            throw new TimeoutException("The bytes could not be sent in time.");
        }

        Interlocked.Exchange(ref _lastWritten, _clock.NowMicroseconds + microseconds);
        Board.Sleep(microseconds);
        _chip?.Receive(bytes);
    }
}
