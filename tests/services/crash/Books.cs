using System.Security.Cryptography;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Storage;
using Pedestal.Ticketing;

namespace Pedestal.Crash.Tests;

/// <summary>Both stores after a kill, checked against what was acknowledged.</summary>
sealed class Books : IDisposable
{
    // Invariants between any two transactions: each query counts what is incomplete.
    static readonly string[] Halves =
    [
        "SELECT count(*) FROM persons WHERE (SELECT count(*) FROM palms WHERE person = persons.id) <> 2",
        "SELECT count(*) FROM palms WHERE (SELECT count(*) FROM templates WHERE palm = palms.id) <> 1",
        "SELECT count(*) FROM persons WHERE (SELECT count(*) FROM tokens WHERE person = persons.id) <> 1",
        "SELECT (SELECT count(*) FROM consents) - (SELECT count(*) FROM persons)",
        "SELECT (SELECT count(*) FROM deletions) - (SELECT count(*) FROM deleted_tokens)",
        "SELECT (SELECT count(*) FROM deletions) - (SELECT count(*) FROM audit WHERE kind = 'deleted')",
        """
        SELECT (SELECT count(*) FROM persons) + (SELECT count(*) FROM deletions)
            - (SELECT count(*) FROM audit WHERE kind = 'enrolled')
        """,
    ];

    // Whoever has a token and a ticket is on the guest list, and nobody else; every change has a number that was given out.
    static readonly string[] HalvesOfTickets =
    [
        """
        SELECT count(*) FROM account_tokens a JOIN tickets t ON t.account = a.account JOIN ticket_events v ON v.ticket = t.number
        WHERE NOT EXISTS (SELECT 1 FROM guests g WHERE g.event = v.event AND g.token_hash = a.token_hash AND g.is_in = 1)
        """,
        """
        SELECT count(*) FROM guests g WHERE g.is_in = 1
            AND NOT EXISTS (SELECT 1 FROM account_tokens a WHERE a.token_hash = g.token_hash)
        """,
        "SELECT count(*) FROM guests WHERE changed > (SELECT counter FROM guest_list)",

        // Nobody is counted whom no entry let in, and every entry is counted.
        "SELECT (SELECT sum(entered) FROM counts) - (SELECT count(*) FROM entries WHERE state <> 3)",
        "SELECT (SELECT sum(inside) FROM counts) - (SELECT count(*) FROM entries WHERE state <> 3)",
        "SELECT count(*) FROM entries WHERE (state = 3) <> (undone_at IS NOT NULL) OR (state = 2) <> (passed_at IS NOT NULL)",
    ];

    readonly PalmStore _palms;
    readonly TicketStore _tickets;
    readonly Dictionary<string, int> _palmsByToken;
    readonly HashSet<string> _due;
    readonly IReadOnlyDictionary<string, int> _redeemed;

    public Books(string palms, string key, string tickets)
    {
        // Opened as the service does after a crash, but an hour later, so that every reservation has expired.
        _palms = PalmStore.Open(palms, key, new AnHourLater());
        _tickets = new TicketStore(tickets);
        _palmsByToken = _palms.Templates.ReadAll().Templates.GroupBy(t => t.Palm)
            .Select(palm => Name(_palms.Tokens.Find(palm.Key, RelyingParty.Ticketing)!))
            .GroupBy(token => token).ToDictionary(token => token.Key, token => token.Count());
        _due = [.. _palms.Tokens.DueEndings().Select(ending => Name(ending.Digest))];
        _redeemed = _tickets.Entries.EntriesByAccount();
        using var database = Database.Open(palms, new Component("identity", typeof(PalmStore).Assembly));
        Assert.All(Halves, sql => Assert.Equal(0, database.Read(session => session.Number(sql))));
        using var sold = Database.Open(tickets, new Component("ticketing", typeof(TicketStore).Assembly));
        Assert.All(HalvesOfTickets, sql => Assert.Equal(0, sold.Read(session => session.Number(sql))));
        Assert.Null(_palms.VerifyAudit().BrokenAt);
    }

    /// <summary>Every acknowledged operation on a guest is complete; the next one is complete or absent.</summary>
    public void Check(Guest guest)
    {
        var digest = SHA256.HashData(guest.Token);
        var isEnrolled = _palmsByToken.GetValueOrDefault(Name(guest.Token)) == 2;
        var mayBeEither = guest.Step is Step.Bound || (guest.Step is Step.Passed && guest.IsDeleted);
        Assert.True(mayBeEither || isEnrolled == guest.Step is Step.Enrolled or Step.Redeemed or Step.Passed, $"{guest}: palms");

        // A token without palms is due to be ended until ticketing has forgotten it.
        var isDue = _due.Contains(Name(digest));
        Assert.True(guest.Step switch
        {
            Step.Confirmed => !isDue,
            Step.Ended => true,
            _ => isDue != isEnrolled,
        }, $"{guest}: ending");

        var isBound = _tickets.Accounts.DigestsOf(Account(guest)).Any(d => d.SequenceEqual(digest));
        Assert.True(guest.Step is Step.Reserved or Step.Deleted
            || isBound == guest.Step is >= Step.Bound and <= Step.Passed, $"{guest}: account");

        var redeemed = _redeemed.GetValueOrDefault(Account(guest));
        Assert.True(guest.Step switch
        {
            Step.Enrolled => redeemed is 0 or 1,
            Step.Redeemed => redeemed == 1 || guest.StaysOut,
            > Step.Redeemed => redeemed == (guest.StaysOut ? 0 : 1),
            _ => redeemed == 0,
        }, $"{guest}: ticket");
        if (isBound && guest.Step == Step.Passed)
        {
            // The same request is the same admission.
            Assert.Equal(Decision.Admitted, Redeem(guest, $"gate-1/{guest.Number:x16}"));
            Assert.True(guest.StaysOut || Redeem(guest, "another request") == Decision.AlreadyInside, $"{guest}: again");
        }

        if (!isEnrolled && guest.Step >= Step.Passed)
        {
            var deletion = _palms.Deletions.Delete(digest, DeletionReason.Request);
            Assert.NotNull(deletion);
            Assert.Empty(deletion.Palms);
            Assert.Equal((2, 2, 1), (deletion.Proof.Palms, deletion.Proof.Templates, deletion.Proof.Tokens));
        }
    }

    /// <summary>
    /// Nobody is enrolled whom no worker reported; once the due endings are delivered, ticketing knows exactly whom identity knows.
    /// </summary>
    public void CheckAll(IReadOnlyList<Guest> guests)
    {
        guests.ToList().ForEach(Check);
        Assert.Empty(_palmsByToken.Keys.Except(guests.Select(g => Name(g.Token))));
        foreach (var digest in _palms.Tokens.DueEndings().Select(ending => ending.Digest))
        {
            _tickets.Accounts.End(digest);
            _palms.Tokens.ConfirmEnding(digest);
        }

        var bound = guests.SelectMany(g => _tickets.Accounts.DigestsOf(Account(g))).Select(Name).Order();
        var enrolled = guests.Where(g => _palmsByToken.ContainsKey(Name(g.Token)))
            .Select(g => Name(SHA256.HashData(g.Token))).Order();
        Assert.Equal(enrolled, bound);
    }

    public void Dispose()
    {
        _palms.Dispose();
        _tickets.Dispose();
    }

    Decision Redeem(Guest guest, string request) => _tickets.Admissions.ByPalmAsync(guest.Token, 1,
        new EntryAttempt(new Entrance("demo", "main"), "gate-1", PassageTerms.AtOnce), request, DateTimeOffset.UtcNow,
        cancellation: TestContext.Current.CancellationToken).GetAwaiter().GetResult().Decision;

    static string Account(Guest guest) => $"account-{guest.Number}";

    static string Name(byte[] bytes) => Convert.ToHexString(bytes);

    sealed class AnHourLater : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }
}
