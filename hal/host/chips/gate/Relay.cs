using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>The relay's faults.</summary>
public enum RelayFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its coil is broken: its contacts never close.</summary>
    CoilOpen,

    /// <summary>Its contacts are welded: they stay closed, and the gate open.</summary>
    Welded,

    /// <summary>The wire of its feedback contact is broken: the feedback pin never goes low.</summary>
    FeedbackOpen,
}

/// <summary>A time during which the relay was closed, microseconds; the end is null while it still is.</summary>
public sealed record RelayPulse(long Begin, long? End);

/// <summary>
/// The gate's relay: a coil, a contact to the turnstile, and a second contact that pulls the feedback pin to ground while the relay
/// is closed. The contacts follow the coil after some milliseconds. Thread-safe.
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
    bool _isClosed;

    /// <summary>A relay driven by the monostable.</summary>
    public Relay(Board board, Monostable monostable, int feedbackPin)
    {
        _clock = board.Clock;
        _feedback = board.Pins[feedbackPin];
        monostable.Changed += Drive;
    }

    /// <summary>Raised after its contacts have moved, with whether they are closed.</summary>
    public event Action<bool>? Changed;

    /// <summary>Its present fault.</summary>
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
    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>Its last 1,000 pulses, oldest first.</summary>
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
        bool closed;
        bool hasMoved;
        lock (_lock)
        {
            closed = _fault == RelayFault.Welded || _coil && _fault != RelayFault.CoilOpen;
            hasMoved = closed != _isClosed;
            _isClosed = closed;
            if (hasMoved)
            {
                Record(closed);
            }
        }

        _feedback.Drive(closed && _fault != RelayFault.FeedbackOpen ? false : null);
        if (hasMoved)
        {
            Changed?.Invoke(closed);
        }
    }

    void Record(bool closed)
    {
        if (!closed)
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
