namespace Pedestal.Hal.Host;

/// <summary>A turnstile that counts how often it was unlocked. Thread-safe.</summary>
/// <param name="clock">Times the pulses.</param>
public sealed class VirtualGate(IClock clock) : IGate, IGateService
{
    const int ShortestPulse = 100;
    const int LongestPulse = 5000;

    long _closesAt = long.MinValue;
    int _openings;
    int _confirmations;
    int _passages;
    volatile bool _feedbackMissing;

    /// <summary>Whether the relay does not follow its pulses, or its feedback contact does not tell.</summary>
    public bool FeedbackMissing
    {
        get => _feedbackMissing;
        set => _feedbackMissing = value;
    }

    /// <inheritdoc/>
    public int Confirmations => Volatile.Read(ref _confirmations);

    /// <inheritdoc/>
    public int Passages => Volatile.Read(ref _passages);

    /// <summary>How often the gate was opened so far.</summary>
    public int Openings => Volatile.Read(ref _openings);

    /// <summary>Whether a pulse still holds the contact closed, so that a guest can walk through.</summary>
    public bool IsOpen => clock.NowMicroseconds() < Volatile.Read(ref _closesAt);

    /// <summary>A guest walks through.</summary>
    public void Pass() => Interlocked.Increment(ref _passages);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The pulse is not one the contact takes.</exception>
    public void Open(int pulseMilliseconds)
    {
        // A real contact would chatter or stay open; here a test notices.
        ArgumentOutOfRangeException.ThrowIfLessThan(pulseMilliseconds, ShortestPulse);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pulseMilliseconds, LongestPulse);
        Volatile.Write(ref _closesAt, clock.NowMicroseconds() + pulseMilliseconds * 1000L);
        Interlocked.Increment(ref _openings);
        if (!_feedbackMissing)
        {
            Interlocked.Increment(ref _confirmations);
        }
    }
}
