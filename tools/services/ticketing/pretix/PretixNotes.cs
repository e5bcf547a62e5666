using System.Globalization;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>How far the mirror has read, by name.</summary>
static class PretixNotes
{
    // Whoever writes to pretix may be done later than somebody who began after him.
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    /// <summary>From when on a list is to be read again; null: from the beginning.</summary>
    internal static DateTimeOffset? Since(Database database, string name) => database.Read(session => Get(session, name)) is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) - Overlap : null;

    /// <summary>Notes up to which change a list was read.</summary>
    internal static void Mark(Session session, string name, DateTimeOffset at) =>
        Set(session, name, at.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Whether an event's tickets are not yet as its lists and blocked codes have them.</summary>
    internal static bool IsStale(Session session, string slug) => Get(session, StaleOf(slug)) is { Length: > 0 };

    /// <summary>Notes that; what interrupts the reading in between does not make it forgotten.</summary>
    internal static void SetStale(Session session, string slug, bool isStale) => Set(session, StaleOf(slug), isStale ? "stale" : "");

    /// <summary>A note; null if there is none.</summary>
    internal static string? Get(Session session, string name) =>
        session.Value("SELECT value FROM pretix_notes WHERE name = @name", ("name", name)) as string;

    /// <summary>Writes a note.</summary>
    internal static void Set(Session session, string name, string value) => session.Run(
        "INSERT INTO pretix_notes(name, value) VALUES(@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        ("name", name), ("value", value));

    static string StaleOf(string slug) => $"stale {slug}";
}
