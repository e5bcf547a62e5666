using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Web.Accounts;

/// <summary>What people do at the pages; what they do to tickets is in ticketing's own table of acts.</summary>
public enum PageActKind
{
    /// <summary>Signed in.</summary>
    SignedIn,

    /// <summary>An account was locked after wrong passwords.</summary>
    Locked,

    /// <summary>Signed out.</summary>
    SignedOut,

    /// <summary>Invited a person, or gave one another invitation.</summary>
    Invited,

    /// <summary>Set a password by an invitation.</summary>
    Joined,

    /// <summary>Gave a person another role.</summary>
    RoleChanged,

    /// <summary>Removed a person.</summary>
    Removed,

    /// <summary>Changed an event or its rules.</summary>
    EventChanged,

    /// <summary>Imported a list.</summary>
    ListImported,

    /// <summary>Ended an event with everything that was stored for it.</summary>
    EventPurged,

    /// <summary>Had a pedestal identify itself.</summary>
    PedestalIdentified,

    /// <summary>Restarted a pedestal.</summary>
    PedestalRestarted,

    /// <summary>Opened a gate for maintenance.</summary>
    GateOpened,

    /// <summary>Changed a pedestal's settings.</summary>
    SettingsChanged,

    /// <summary>Put a pedestal at another entrance.</summary>
    EntranceChanged,

    /// <summary>Made a browser the screen of a booth.</summary>
    ScreenSetUp,

    /// <summary>Forgot a pedestal.</summary>
    PedestalForgotten,

    /// <summary>Read what is stored about a person.</summary>
    RecordRead,

    /// <summary>Made the link with which a person sees what is stored.</summary>
    LinkMade,

    /// <summary>Withdrew a person's consent for one party.</summary>
    ConsentWithdrawn,

    /// <summary>Deleted a person.</summary>
    PersonDeleted,

    /// <summary>Approved what waited for a person.</summary>
    Approved,

    /// <summary>Verified the audit log.</summary>
    AuditVerified,
}

/// <summary>Something that somebody did at the pages.</summary>
/// <param name="At">When, in whole seconds.</param>
/// <param name="Person">Who.</param>
/// <param name="Kind">What.</param>
/// <param name="About">The person, pedestal or event that it is about; null for none. Never a guest.</param>
/// <param name="Detail">More about it; null for nothing.</param>
public sealed record PageAct(DateTimeOffset At, string Person, PageActKind Kind, string? About = null, string? Detail = null);

/// <summary>The table of acts; rows are never changed.</summary>
public sealed class PageActs
{
    /// <summary>Most acts of one reading.</summary>
    public const int Most = 1000;

    readonly Database _database;
    readonly TimeProvider _time;

    internal PageActs(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Writes an act.</summary>
    public void Write(string person, PageActKind kind, string? about = null, string? detail = null) =>
        _database.Write(session => Write(session, new PageAct(_time.GetUtcNow(), person, kind, about, detail)));

    /// <summary>The acts since an instant, latest first and at most <see cref="Most"/>.</summary>
    public IReadOnlyList<PageAct> Since(DateTimeOffset since) => _database.Read(session => session.Rows(
        $"SELECT at, person, act, about, detail FROM acts WHERE at >= @since ORDER BY number DESC LIMIT {Most}", Read,
        ("since", since.ToUnixTimeSeconds())));

    /// <summary>Writes an act in the transaction of what it reports.</summary>
    internal static void Write(Session session, PageAct act) => session.Run(
        "INSERT INTO acts(at, person, act, about, detail) VALUES(@at, @person, @act, @about, @detail)",
        ("at", act.At.ToUnixTimeSeconds()), ("person", act.Person), ("act", act.Kind.ToString()), ("about", act.About), ("detail", act.Detail));

    static PageAct Read(DbDataReader row) => new(DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(0)), row.GetString(1),
        Enum.Parse<PageActKind>(row.GetString(2)), row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4));
}
