using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>What can be wrong with the turnstile's PASS contact.</summary>
public enum PassFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It stays closed: no passage is told of.</summary>
    StuckClosed,

    /// <summary>Its wire is broken: as if somebody passed and never ended.</summary>
    WireBroken,
}

/// <summary>
/// A turnstile in pulse mode: its Unlock input frees it for one guest, for whom it waits a while, and its PASS contact, closed to
/// ground in rest, opens while he passes. Thread-safe.
/// </summary>
public sealed class Turnstile
{
    // PERCo TTR and TB: it waits for 5 s, whatever the length of the pulse that freed it. How long PASS lasts is an estimate.
    const long WaitMicroseconds = 5_000_000;
    const long PassMicroseconds = 400_000;
    readonly BoardClock _clock;
    readonly Relay _relay;
    readonly Pin _pass;
    readonly Lock _lock = new();
    IDisposable? _closing;
    PassFault _fault;
    long _freeUntil = long.MinValue;
    bool _isPassing;

    /// <summary>A turnstile whose Unlock input is at the relay's contact.</summary>
    public Turnstile(Board board, Relay relay, int passPin)
    {
        _clock = board.Clock;
        _relay = relay;
        _pass = board.Pins[passPin];
        relay.Changed += Unlock;
        Show();
    }

    /// <summary>Guests that have passed.</summary>
    public int Passages { get; private set; }

    /// <summary>Times that it was freed.</summary>
    public int Unlocks { get; private set; }

    /// <summary>What is wrong with its PASS contact.</summary>
    public PassFault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            Show();
        }
    }

    /// <summary>Whether a guest can pass.</summary>
    public bool IsFree
    {
        get
        {
            lock (_lock)
            {
                return _relay.IsPulled || _clock.NowMicroseconds < _freeUntil;
            }
        }
    }

    /// <summary>A guest walks through; false when it is locked.</summary>
    public bool Pass()
    {
        lock (_lock)
        {
            if (!IsFree)
            {
                return false;
            }

            Passages++;
            _freeUntil = long.MinValue;
            _isPassing = true;
            _closing?.Dispose();
            _closing = _clock.At(_clock.NowMicroseconds + PassMicroseconds, Close);
        }

        Show();
        return true;
    }

    void Unlock(bool isPulled)
    {
        lock (_lock)
        {
            if (isPulled)
            {
                Unlocks++;
                _freeUntil = _clock.NowMicroseconds + WaitMicroseconds;
            }
        }
    }

    void Close()
    {
        lock (_lock)
        {
            _isPassing = false;
        }

        Show();
    }

    void Show()
    {
        var isOpen = _fault == PassFault.WireBroken || _isPassing && _fault != PassFault.StuckClosed;
        _pass.Drive(isOpen ? null : false);
    }
}
