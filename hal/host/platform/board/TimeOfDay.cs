namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// The controller's date and time, which count from 1970 after power-up until a time server sets them. Thread-safe.
/// </summary>
public sealed class TimeOfDay
{
    readonly BoardClock _clock;
    volatile bool _isSet;

    internal TimeOfDay(BoardClock clock) => _clock = clock;

    /// <summary>Whether a time server has set it.</summary>
    public bool IsSet => _isSet;

    /// <summary>Its deviation from the true time once it is set.</summary>
    public TimeSpan Error { get; set; }

    /// <summary>The controller's date and time, UTC.</summary>
    public DateTime Utc => _isSet ? _clock.WorldUtc + Error : DateTime.UnixEpoch.AddMicroseconds(_clock.NowMicroseconds);

    /// <summary>Sets it, as a time server does.</summary>
    public void Set() => _isSet = true;

    /// <summary>Loses it, as a power-down does.</summary>
    public void Unset() => _isSet = false;
}
