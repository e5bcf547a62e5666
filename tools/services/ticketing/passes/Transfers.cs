using System.Security.Cryptography;
using Pedestal.Messaging;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>A ticket was not transferred, and nothing has changed; the message says why and what to do.</summary>
public sealed class TransferException : InvalidOperationException
{
    internal TransferException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// Gives tickets to other accounts. The ticket gets a new code; the old one, the palm that held it and enrolments opened with it are
/// worthless at once.
/// </summary>
public sealed class Transfers
{
    // 100 bits; without characters that people confuse.
    const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const int CodeLength = 20;

    readonly Database _database;

    internal Transfers(Database database) => _database = database;

    /// <summary>Transfers a ticket and returns its new code.</summary>
    /// <exception cref="TransferException">It was not transferred.</exception>
    public string Transfer(string code, string account, DateTimeOffset now) => _database.Write(session =>
    {
        var ticket = TicketStore.IsStorable(code) && TicketRows.Find(session, code) is { } found ? found
            : throw new TransferException(WasEnded(session, code)
                ? "The ticket with this code was transferred already; it has another code now."
                : "There is no ticket with this code.");
        if (RefusalOf(ticket, account) is { } refusal)
        {
            throw new TransferException($"The ticket cannot be transferred: {refusal}.");
        }

        var next = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        session.Run("INSERT INTO ended_codes(code, ticket, at) VALUES(@code, @ticket, @at)",
            ("code", code), ("ticket", ticket.Number), ("at", now.ToUnixTimeSeconds()));
        session.Run(
            "UPDATE tickets SET code = @next, account = @account, holder = NULL, shown_step = NULL WHERE number = @ticket",
            ("next", next), ("account", account), ("ticket", ticket.Number));
        session.Run("DELETE FROM links WHERE code = @code", ("code", code));
        GuestLists.Follow(session, [ticket.Account, account]);
        return next;
    });

    // A guest who is inside would find at the exit, or on coming back, that the ticket is somebody else's.
    static string? RefusalOf(Ticket ticket, string account) =>
        NameRule.RefusalOf(account) is { } name ? $"the account {name}"
        : account == ticket.Account ? "it belongs to this account already"
        : !ticket.IsValid ? "it was cancelled"
        : ticket.Blocked is not null ? "it is blocked; unblock it first"
        : ticket.Inside is not null ? "its guest is inside. Transfer it when the guest has left, or undo the entry first"
        : null;

    static bool WasEnded(Session session, string code) => TicketStore.IsStorable(code)
        && session.Value("SELECT 1 FROM ended_codes WHERE code = @code", ("code", code)) is not null;
}
