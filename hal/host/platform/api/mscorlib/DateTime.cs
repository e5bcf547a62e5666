using Pedestal.Hal.Host.Platform;

namespace NanoSystem;

/// <summary>Date and time by the board's clock, which counts from 1970 until a time server sets it.</summary>
public struct DateTime
{
    readonly System.DateTime _value;

    DateTime(System.DateTime value) => _value = value;

    /// <summary>Now, in UTC.</summary>
    public static DateTime UtcNow => new(Board.Current.TimeOfDay.Utc);

    /// <summary>The year.</summary>
    public int Year => _value.Year;

    /// <summary>The month, 1 to 12.</summary>
    public int Month => _value.Month;

    /// <summary>The day of the month.</summary>
    public int Day => _value.Day;

    /// <summary>The hour, 0 to 23.</summary>
    public int Hour => _value.Hour;

    /// <summary>The minute.</summary>
    public int Minute => _value.Minute;

    /// <summary>The second.</summary>
    public int Second => _value.Second;

    /// <summary>Tenths of a microsecond since the beginning of the year 1.</summary>
    public long Ticks => _value.Ticks;
}
