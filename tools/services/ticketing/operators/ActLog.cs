using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>What people do by hand.</summary>
public enum ActKind
{
    /// <summary>Admitted a guest.</summary>
    Admitted,

    /// <summary>Undid an entry.</summary>
    Undone,

    /// <summary>Blocked a ticket.</summary>
    Blocked,

    /// <summary>Unblocked a ticket.</summary>
    Unblocked,

    /// <summary>Added an operator.</summary>
    OperatorAdded,

    /// <summary>Gave an operator another key.</summary>
    OperatorRotated,

    /// <summary>Removed an operator.</summary>
    OperatorRemoved,
}

/// <summary>Something that somebody did by hand.</summary>
/// <param name="At">When, in whole seconds.</param>
/// <param name="By">Who: an operator, "administration key", or whoever ran a command.</param>
/// <param name="Kind">What.</param>
/// <param name="Code">The present code of the ticket that it is about; null for none.</param>
/// <param name="Entry">The number of the entry that it is about; null for none.</param>
/// <param name="About">The lane, or the operator; null for none.</param>
/// <param name="Reason">Why, as the person says; null where nobody is asked.</param>
/// <param name="Number">Its number, from 1; 0 before it is written.</param>
public sealed record Act(DateTimeOffset At, string By, ActKind Kind, string? Code = null, long? Entry = null, string? About = null,
    string? Reason = null, long Number = 0);

/// <summary>The table of acts: written in the transaction of what it reports, and never changed.</summary>
public sealed class ActLog
{
    /// <summary>Most acts of one reading.</summary>
    public const int Most = 1000;

    const string Columns =
        "SELECT a.number, a.at, a.operator, a.act, t.code, a.entry, a.about, a.reason FROM acts a LEFT JOIN tickets t ON t.number = a.ticket";

    readonly Database _database;

    internal ActLog(Database database) => _database = database;

    /// <summary>The acts since an instant, latest first and at most <see cref="Most"/>.</summary>
    public IReadOnlyList<Act> Since(DateTimeOffset since) => _database.Read(session => session.Rows(
        $"{Columns} WHERE a.at >= @since ORDER BY a.number DESC LIMIT {Most}", Read, ("since", since.ToUnixTimeSeconds())));

    /// <summary>The acts about a ticket, in their order.</summary>
    internal static IReadOnlyList<Act> Of(Session session, long ticket) => session.Rows(
        $"{Columns} WHERE a.ticket = @ticket ORDER BY a.number", Read, ("ticket", ticket));

    /// <summary>Writes an act; <see cref="Act.Code"/> is replaced by the ticket's number.</summary>
    internal static void Write(Session session, Act act, long? ticket = null) => session.Run(
        """
        INSERT INTO acts(at, operator, act, ticket, entry, about, reason) VALUES(@at, @operator, @act, @ticket, @entry, @about, @reason)
        """,
        ("at", act.At.ToUnixTimeSeconds()), ("operator", act.By), ("act", act.Kind.ToString()), ("ticket", ticket), ("entry", act.Entry),
        ("about", act.About), ("reason", act.Reason));

    static Act Read(DbDataReader row) => new(DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(1)), row.GetString(2),
        Enum.Parse<ActKind>(row.GetString(3)), Text(row, 4), row.IsDBNull(5) ? null : row.GetInt64(5), Text(row, 6), Text(row, 7),
        row.GetInt64(0));

    static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
