using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A MAX6369 with its SET pins at 111: it resets the board when its input has had no edge for a minute. The data sheet promises at
/// least 60 s; this one takes exactly that. Thread-safe.
/// </summary>
public sealed class Max6369
{
    /// <summary>The longest time without an edge at its input, microseconds.</summary>
    public const long TimeoutMicroseconds = 60_000_000;

    readonly Board _board;
    readonly Lock _lock = new();
    IDisposable? _timeout;
    bool _isOff;

    /// <summary>A watchdog with its input on a pin and its output on the board's reset line.</summary>
    public Max6369(Board board, int inputPin)
    {
        _board = board;
        board.Pins[inputPin].Changed += _ => Restart();
        board.PoweredUp += Restart;
        board.PoweredDown += Stop;
    }

    /// <summary>Resets so far.</summary>
    public int Resets { get; private set; }

    /// <summary>Whether its jumper is set, as for flashing: it does nothing then.</summary>
    public bool IsOff
    {
        get => _isOff;
        set
        {
            _isOff = value;
            Restart();
        }
    }

    void Restart()
    {
        lock (_lock)
        {
            _timeout?.Dispose();
            _timeout = _isOff ? null : _board.Clock.At(_board.Clock.NowMicroseconds + TimeoutMicroseconds, TimeOut);
        }
    }

    void Stop()
    {
        lock (_lock)
        {
            _timeout?.Dispose();
            _timeout = null;
        }
    }

    void TimeOut()
    {
        Resets++;
        _board.Reset();
        Restart();
    }
}
