using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>Faults of the turnstile's PASS contact.</summary>
public enum PassFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It stays closed: no passage is reported.</summary>
    StuckClosed,

    /// <summary>Its wire is broken: a passage seems to begin and never end.</summary>
    WireBroken,

    /// <summary>It chatters: each passage opens it several times.</summary>
    Bouncing,
}

/// <summary>
/// A turnstile in pulse mode: a pulse at its Unlock input lets one guest pass within a few seconds. Its PASS contact is closed to
/// ground at rest and opens while the guest passes. Thread-safe.
/// </summary>
public sealed class Turnstile
{
    // PERCo TTR and TB: it stays unlocked for 5 s, whatever the length of the pulse. How long PASS lasts is an estimate.
    const long WaitMicroseconds = 5_000_000;
    const long PassMicroseconds = 400_000;

    // Longer than the driver's filter against contact bounce, and over before the next guest can come.
    const long BounceMicroseconds = 60_000;
    const int Bounces = 9;
    readonly BoardClock _clock;
    readonly Relay _relay;
    readonly Pin _pass;
    readonly Lock _lock = new();
    IDisposable? _closing;
    IDisposable? _bounce;
    PassFault _fault;
    long _unlockedUntil = long.MinValue;
    bool _isPassing;
    bool _isBouncing;

    /// <summary>A turnstile whose Unlock input is on the relay's contact.</summary>
    public Turnstile(Board board, Relay relay, int passPin)
    {
        _clock = board.Clock;
        _relay = relay;
        _pass = board.Pins[passPin];
        relay.Changed += Unlock;
        DrivePass();
    }

    /// <summary>Raised after it has been unlocked.</summary>
    public event Action? Unlocked;

    /// <summary>Guests who have passed.</summary>
    public int Passages { get; private set; }

    /// <summary>How often it was unlocked.</summary>
    public int Unlocks { get; private set; }

    /// <summary>The present fault of its PASS contact.</summary>
    public PassFault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            DrivePass();
        }
    }

    /// <summary>Whether a guest can pass.</summary>
    public bool IsUnlocked
    {
        get
        {
            lock (_lock)
            {
                return _relay.IsClosed || _clock.NowMicroseconds < _unlockedUntil;
            }
        }
    }

    /// <summary>Lets a guest walk through; false when it is locked.</summary>
    public bool Pass()
    {
        lock (_lock)
        {
            if (!IsUnlocked)
            {
                return false;
            }

            _unlockedUntil = long.MinValue;
        }

        SlipThrough();
        return true;
    }

    /// <summary>Lets somebody squeeze through, locked or not.</summary>
    public void SlipThrough()
    {
        lock (_lock)
        {
            Passages++;
            _isPassing = true;
            _closing?.Dispose();
            _closing = _clock.At(_clock.NowMicroseconds + PassMicroseconds, Close);
        }

        DrivePass();
        if (_fault == PassFault.Bouncing)
        {
            Bounce(Bounces);
        }
    }

    void Unlock(bool isClosed)
    {
        lock (_lock)
        {
            if (isClosed)
            {
                Unlocks++;
                _unlockedUntil = _clock.NowMicroseconds + WaitMicroseconds;
            }
        }

        if (isClosed)
        {
            Unlocked?.Invoke();
        }
    }

    void Bounce(int left)
    {
        lock (_lock)
        {
            _isBouncing = left > 0 && !_isBouncing;
            _bounce?.Dispose();
            _bounce = left > 0 ? _clock.At(_clock.NowMicroseconds + BounceMicroseconds, () => Bounce(left - 1)) : null;
        }

        DrivePass();
    }

    void Close()
    {
        lock (_lock)
        {
            _isPassing = false;
        }

        DrivePass();
    }

    void DrivePass()
    {
        var isOpen = _fault == PassFault.WireBroken || _isPassing != _isBouncing && _fault != PassFault.StuckClosed;
        _pass.Drive(isOpen ? null : false);
    }
}
