namespace Pedestal.Hal.Host.Platform;

/// <summary>The controller's date and time: since 1970 until a time server sets it, and again after power was away. Thread-safe.</summary>
public sealed class TimeOfDay
{
    readonly BoardClock _clock;
    volatile bool _isSet;

    internal TimeOfDay(BoardClock clock) => _clock = clock;

    /// <summary>Whether it has been set.</summary>
    public bool IsSet => _isSet;

    /// <summary>How far it is from the right time once it is set.</summary>
    public TimeSpan Error { get; set; }

    /// <summary>What it shows.</summary>
    public DateTime Utc => _isSet ? _clock.WorldUtc + Error : DateTime.UnixEpoch.AddMicroseconds(_clock.NowMicroseconds);

    /// <summary>A time server sets it.</summary>
    public void Set() => _isSet = true;

    /// <summary>It is lost.</summary>
    public void Unset() => _isSet = false;
}
