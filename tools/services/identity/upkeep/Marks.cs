using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Named numbers that must survive a restart.</summary>
static class Marks
{
    /// <summary>The trusted time when it was last saved, in milliseconds since 1970.</summary>
    public const string ClockSeen = "clock seen";

    /// <summary>The last day of use up to which a person has approved mass deletions.</summary>
    public const string RetentionApproved = "retention approved";

    /// <summary>The last change that is kept no more.</summary>
    public const string ChangesForgotten = "changes forgotten";

    public static long? Get(Session session, string name) => session.Rows(
        "SELECT value FROM marks WHERE name = @name", row => (long?)row.GetInt64(0), ("name", name)).SingleOrDefault();

    public static void Set(Session session, string name, long value) => session.Run(
        "INSERT INTO marks(name, value) VALUES(@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        ("name", name), ("value", value));
}
