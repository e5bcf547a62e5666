using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>A turnstile behind a monostable and a relay, which counts how often it was unlocked. Thread-safe.</summary>
/// <param name="clock">Times the pulses.</param>
sealed class VirtualGate(IClock clock) : IGate
{
    long _closesAt = long.MinValue;
    int _openings;
    int _confirmations;
    int _passages;
    volatile bool _feedbackMissing;
    volatile bool _bridged;
    volatile bool _stuck;
    volatile bool _held;

    /// <summary>Whether the relay does not follow its pulses, or its feedback contact does not report it.</summary>
    public bool FeedbackMissing
    {
        get => _feedbackMissing;
        set => _feedbackMissing = value;
    }

    /// <summary>Whether the monostable is bridged: the relay is pulled only while the trigger is on.</summary>
    public bool Bridged
    {
        get => _bridged;
        set => _bridged = value;
    }

    /// <summary>Whether the relay's contacts are welded, so that the gate stays open.</summary>
    public bool Stuck
    {
        get => _stuck;
        set => _stuck = value;
    }

    /// <inheritdoc/>
    public GatePulse Pulse { get; } = new(clock);

    /// <inheritdoc/>
    public int Confirmations => Volatile.Read(ref _confirmations);

    /// <inheritdoc/>
    public int Passages => Volatile.Read(ref _passages);

    /// <summary>How often the gate was opened so far.</summary>
    public int Openings => Volatile.Read(ref _openings);

    /// <inheritdoc/>
    public bool IsPulled => IsOpen && !_feedbackMissing;

    /// <summary>Whether the contact is closed, so that a guest can walk through.</summary>
    public bool IsOpen => _stuck || (_bridged ? _held : clock.NowMicroseconds() < Volatile.Read(ref _closesAt));

    /// <summary>Lets a guest walk through.</summary>
    public void Pass() => Interlocked.Increment(ref _passages);

    /// <inheritdoc/>
    public void Open() => Trigger(false);

    /// <inheritdoc/>
    public void Hold() => Trigger(true);

    /// <inheritdoc/>
    public void Release() => _held = false;

    void Trigger(bool isHeld)
    {
        Pulse.Begin();
        _held = isHeld;
        Volatile.Write(ref _closesAt, clock.NowMicroseconds() + Pulse.Milliseconds * 1000L);
        Interlocked.Increment(ref _openings);

        // Without the monostable a trigger of microseconds does not move the relay.
        if (!_feedbackMissing && (isHeld || !_bridged))
        {
            Interlocked.Increment(ref _confirmations);
        }
    }
}
