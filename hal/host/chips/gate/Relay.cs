using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>What can be wrong with the relay.</summary>
public enum RelayFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its coil is broken: it is never pulled.</summary>
    DoesNotFollow,

    /// <summary>Its contacts are welded: it stays pulled, and the gate open.</summary>
    Welded,

    /// <summary>The wire of its feedback contact is broken: nothing is told of it.</summary>
    FeedbackOpen,
}

/// <summary>A time at which the relay was pulled, microseconds; not over yet while the end is null.</summary>
public sealed record RelayPulse(long Begin, long? End);

/// <summary>
/// The gate's relay: a coil, a contact to the turnstile, and a second contact that closes the feedback pin to ground while it is
/// pulled. Its contacts move some milliseconds after the coil. Thread-safe.
/// </summary>
public sealed class Relay
{
    const long MoveMicroseconds = 5_000;
    const int PulsesKept = 1_000;
    readonly BoardClock _clock;
    readonly Pin _feedback;
    readonly Lock _lock = new();
    readonly List<RelayPulse> _pulses = [];
    IDisposable? _move;
    RelayFault _fault;
    bool _coil;
    bool _isPulled;

    /// <summary>A relay driven by the monostable.</summary>
    public Relay(Board board, Monostable monostable, int feedbackPin)
    {
        _clock = board.Clock;
        _feedback = board.Pins[feedbackPin];
        monostable.Changed += Drive;
    }

    /// <summary>Raised after each move of its contacts, with whether they are closed.</summary>
    public event Action<bool>? Changed;

    /// <summary>What is wrong with it.</summary>
    public RelayFault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            Settle();
        }
    }

    /// <summary>Whether its contacts are closed.</summary>
    public bool IsPulled
    {
        get
        {
            lock (_lock)
            {
                return _isPulled;
            }
        }
    }

    /// <summary>The last 1,000 times that it was pulled, oldest first.</summary>
    public IReadOnlyList<RelayPulse> Pulses
    {
        get
        {
            lock (_lock)
            {
                return [.. _pulses];
            }
        }
    }

    void Drive(bool on)
    {
        lock (_lock)
        {
            _coil = on;
            _move?.Dispose();
            _move = _clock.At(_clock.NowMicroseconds + MoveMicroseconds, Settle);
        }
    }

    void Settle()
    {
        bool pulled;
        bool isOther;
        lock (_lock)
        {
            pulled = _fault == RelayFault.Welded || _coil && _fault != RelayFault.DoesNotFollow;
            isOther = pulled != _isPulled;
            _isPulled = pulled;
            if (isOther)
            {
                Note(pulled);
            }
        }

        _feedback.Drive(pulled && _fault != RelayFault.FeedbackOpen ? false : null);
        if (isOther)
        {
            Changed?.Invoke(pulled);
        }
    }

    void Note(bool pulled)
    {
        if (!pulled)
        {
            _pulses[^1] = _pulses[^1] with { End = _clock.NowMicroseconds };
            return;
        }

        _pulses.Add(new RelayPulse(_clock.NowMicroseconds, null));
        if (_pulses.Count > PulsesKept)
        {
            _pulses.RemoveAt(0);
        }
    }
}
