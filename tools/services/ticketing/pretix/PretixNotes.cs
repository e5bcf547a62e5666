using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>How far the mirror has read, by name.</summary>
static class PretixNotes
{
    /// <summary>A note; null if there is none.</summary>
    internal static string? Get(Session session, string name) =>
        session.Value("SELECT value FROM pretix_notes WHERE name = @name", ("name", name)) as string;

    /// <summary>Writes a note.</summary>
    internal static void Set(Session session, string name, string value) => session.Run(
        "INSERT INTO pretix_notes(name, value) VALUES(@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        ("name", name), ("value", value));
}
