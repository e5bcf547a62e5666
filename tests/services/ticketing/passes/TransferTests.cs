using System.Security.Cryptography;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteTransferTests() : TransferTests(DatabaseEngine.Sqlite);

public sealed class PostgresTransferTests() : TransferTests(DatabaseEngine.Postgres);

/// <summary>A ticket given to another account is worthless to whoever had it.</summary>
public abstract class TransferTests : IDisposable
{
    readonly Doors _doors;

    protected TransferTests(DatabaseEngine engine) => _doors = new Doors(engine).Sell(
        new EventRules { Products = [new ProductRule("*", Entry: EntryRule.Reentry)] }, "A ann", "B bob");

    public void Dispose() => _doors.Dispose();

    [Fact]
    public void The_old_code_the_old_palm_and_the_old_guest_list_end_at_once()
    {
        _doors.Enrol("ann", "A");
        _doors.Enrol("bob", "B");
        var cursor = _doors.Store.Guests.Page(GuestCursor.Beginning, Shows.Venue).Next;
        var link = _doors.Store.Links.Open("A", new Booth("booth-2"), _doors.Now).Link!;
        Assert.Equal(Decision.Admitted, _doors.Enter("@ann"));
        Assert.Equal(Decision.Left, _doors.Leave("@ann"));
        Assert.Equal(Decision.TicketUsed, _doors.Store.Links.Open("A", new Booth("booth-2"), _doors.Now).Outcome.Decision);

        var code = _doors.Store.Transfers.Transfer("A", "bob", _doors.Now);
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.Replaced), _doors.Show("A"));
        Assert.Equal(Decision.NoTicket, _doors.Enter("@ann"));
        Assert.Equal(Decision.Refused, _doors.Store.Links.Check(link, "booth-2", _doors.Now));
        Assert.Equal(Decision.UnknownTicket, _doors.Store.Links.Open("A", new Booth("booth-2"), _doors.Now).Outcome.Decision);
        var change = Assert.Single(_doors.Store.Guests.Page(cursor, Shows.Venue).Changes.OfType<MembershipChange>());
        Assert.Equal((Convert.ToHexString(SHA256.HashData(Doors.Token("ann"))), false), (Convert.ToHexString(change.TokenDigest), change.IsIn));
        Assert.Equal(2, _doors.History(code).Count);
        Assert.Equal(Decision.Admitted, _doors.Enter(code));

        // A second transfer works as the first; a stale list does not bring the ticket back.
        _doors.Leave(code);
        Assert.NotEqual(code, _doors.Store.Transfers.Transfer(code, "cas", _doors.Now));
        var kept = Assert.Single(_doors.Import("B bob", "A ann").Kept);
        Assert.Equal(2, kept.Line);
        Assert.Contains("replaced when the ticket was transferred", kept.Reason, StringComparison.Ordinal);
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.Replaced), _doors.Show("A"));
    }

    [Theory]
    [InlineData("never-sold", "bob", "There is no ticket")]
    [InlineData("with\0zero", "bob", "There is no ticket")]
    [InlineData("A", "ann", "it belongs to this account already")]
    [InlineData("A", "", "the account is missing")]
    [InlineData("INSIDE", "bob", "its guest is inside")]
    [InlineData("BLOCKED", "bob", "it is blocked")]
    [InlineData("GONE", "bob", "it was cancelled")]
    [InlineData("MOVED", "cas", "was transferred already")]
    public void A_refusal_says_why_and_changes_nothing(string code, string account, string reason)
    {
        _doors.Import("INSIDE eve", "BLOCKED eve", "MOVED eve");
        _doors.Store.Import([new("GONE", "eve", Doors.Tonight, Cancelled: true)]);
        _doors.Enter("INSIDE");
        _doors.Block("BLOCKED");
        _doors.Store.Transfers.Transfer("MOVED", "bob", _doors.Now);
        Assert.Contains(reason, Assert.Throws<TransferException>(
            () => _doors.Store.Transfers.Transfer(code, account, _doors.Now)).Message, StringComparison.Ordinal);
        Assert.Equal(Decision.Admitted, _doors.Enter("A"));
    }
}
