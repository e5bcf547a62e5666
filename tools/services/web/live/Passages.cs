using Pedestal.Web.Services;

namespace Pedestal.Web.Live;

/// <summary>Passages within a minute, at all entrances.</summary>
/// <param name="Minute">The minute's begin.</param>
/// <param name="In">Passages in.</param>
/// <param name="Out">Passages out.</param>
public sealed record MinutePassages(DateTimeOffset Minute, long In, long Out);

/// <summary>The passages of an event minute by minute, those without any included; counted once for all pages.</summary>
/// <param name="Minutes">The minutes, the present one last.</param>
public sealed record Passages(IReadOnlyList<MinutePassages> Minutes)
{
    /// <summary>Passages in of the busiest minute, at least 1.</summary>
    public long MostIn { get; } = Math.Max(1, Minutes.Max(minute => minute.In));

    /// <summary>Passages out of the busiest minute.</summary>
    public long MostOut { get; } = Minutes.Max(minute => minute.Out);

    /// <summary>Passages in of all minutes.</summary>
    public long In { get; } = Minutes.Sum(minute => minute.In);

    /// <summary>Passages out of all minutes.</summary>
    public long Out { get; } = Minutes.Sum(minute => minute.Out);

    /// <summary>Those of the last minutes before an instant.</summary>
    public static Passages Of(IEnumerable<MinuteNumbers> numbers, DateTimeOffset now, int minutes)
    {
        var last = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var known = numbers.ToLookup(number => number.Minute);
        return new Passages([.. Enumerable.Range(1 - minutes, minutes).Select(i => last.AddMinutes(i)).Select(minute =>
            new MinutePassages(minute, known[minute].Sum(number => number.Entered), known[minute].Sum(number => number.Exited)))]);
    }
}
