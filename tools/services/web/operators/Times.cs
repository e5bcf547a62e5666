using System.Globalization;

namespace Pedestal.Web.Operators;

/// <summary>Instants as people read them, in the time of the machine that serves the pages.</summary>
static class Times
{
    /// <summary>Day and time, to the minute.</summary>
    public static string Instant(DateTimeOffset at) => at.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Time of day, to the minute.</summary>
    public static string Minute(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Time of day, to the second.</summary>
    public static string Second(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The instant of a time on this machine's clock; of one that the clock shows twice in autumn, the first.</summary>
    public static DateTimeOffset OfVenue(DateTime local) => new(local, TimeZoneInfo.Local.IsAmbiguousTime(local)
        ? TimeZoneInfo.Local.GetAmbiguousTimeOffsets(local).Max() : TimeZoneInfo.Local.GetUtcOffset(local));

    /// <summary>How long something lasts, in its two largest units.</summary>
    public static string Long(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => $"{time.Minutes} min",
        { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.Days} d {time.Hours} h"),
    };

    /// <summary>How long ago, in steps: a number that changes every second distracts, and is sent to every open page.</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 10 } => "just now",
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{10 * (int)(age.TotalSeconds / 10)} s ago"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min ago"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h ago"),
    };
}
