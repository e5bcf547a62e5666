using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A MAX6369 with its SET pins at 111: resets the board when its input has stood still for a minute. The data sheet promises at least
/// 60 s; this one takes exactly that. Thread-safe.
/// </summary>
public sealed class Max6369
{
    /// <summary>The longest that its input may stand still.</summary>
    public const long TimeoutMicroseconds = 60_000_000;

    readonly Board _board;
    readonly Lock _lock = new();
    IDisposable? _timeout;
    bool _isOff;

    /// <summary>A watchdog with its input at a pin and its output at the board's reset.</summary>
    public Max6369(Board board, int inputPin)
    {
        _board = board;
        board.Pins[inputPin].Changed += _ => Restart();
        board.PoweredUp += Restart;
        board.PoweredDown += Stop;
    }

    /// <summary>Resets so far.</summary>
    public int Resets { get; private set; }

    /// <summary>Whether its jumper is set: it does nothing, as flashing needs it.</summary>
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
