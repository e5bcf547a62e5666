namespace Pedestal.Hal.Host;

/// <summary>A turnstile that counts how often it was unlocked. Thread-safe.</summary>
public sealed class VirtualGate : IGate
{
    const int ShortestPulse = 100;
    const int LongestPulse = 5000;

    int _openings;

    /// <summary>How often the gate was opened so far.</summary>
    public int Openings => Volatile.Read(ref _openings);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The pulse is not one the contact takes.</exception>
    public void Open(int pulseMilliseconds)
    {
        // A real contact would chatter or stay open; here a test notices.
        ArgumentOutOfRangeException.ThrowIfLessThan(pulseMilliseconds, ShortestPulse);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pulseMilliseconds, LongestPulse);
        Interlocked.Increment(ref _openings);
    }
}
