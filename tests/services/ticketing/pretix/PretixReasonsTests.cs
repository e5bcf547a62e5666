using System.Text;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Each answer that pretix documents for a check-in, and what it is here.</summary>
public sealed class PretixReasonsTests
{
    static readonly DateTimeOffset Now = new(2031, 6, 1, 18, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("invalid", Decision.UnknownTicket, RefusalReason.Unknown)]
    [InlineData("unpaid", Decision.Blocked, RefusalReason.Unpaid)]
    [InlineData("blocked", Decision.Blocked, RefusalReason.None)]
    [InlineData("invalid_time", Decision.EntryOver, RefusalReason.None)]
    [InlineData("canceled", Decision.NoTicket, RefusalReason.Cancelled)]
    [InlineData("already_redeemed", Decision.TicketUsed, RefusalReason.None)]
    [InlineData("product", Decision.OtherEntrance, RefusalReason.OtherProduct)]
    [InlineData("rules", Decision.NoTicket, RefusalReason.OtherRule)]
    [InlineData("ambiguous", Decision.NoTicket, RefusalReason.Ambiguous)]
    [InlineData("revoked", Decision.NoTicket, RefusalReason.Replaced)]
    [InlineData("unapproved", Decision.Blocked, RefusalReason.Unapproved)]
    [InlineData("already_exchanged", Decision.NoTicket, RefusalReason.Exchanged)]
    [InlineData("medium_invalid", Decision.NoTicket, RefusalReason.MediumUnknown)]
    [InlineData("medium_exists", Decision.NoTicket, RefusalReason.MediumExists)]
    [InlineData("error", Decision.Unavailable, RefusalReason.OtherSystem)]
    [InlineData("invented_next_year", Decision.Unavailable, RefusalReason.OtherSystem)]
    public void Every_documented_reason_has_a_decision_and_reason_of_its_own(string reason, Decision decision, RefusalReason why)
    {
        Assert.Equal(new TicketOutcome(decision, why), Of($$"""{"status":"error","reason":"{{reason}}"}"""));
        Assert.Equal(reason == "invalid" ? Decision.UnknownTicket : Decision.Left,
            PretixReasons.OfExit(Read($$"""{"status":"error","reason":"{{reason}}"}""")).Decision);
    }

    [Theory]
    [InlineData("ok", Decision.Admitted, RefusalReason.None)]
    [InlineData("incomplete", Decision.Unavailable, RefusalReason.QuestionsOpen)]
    [InlineData("exchange", Decision.Unavailable, RefusalReason.ExchangeNeeded)]
    [InlineData("invented_next_year", Decision.Unavailable, RefusalReason.OtherSystem)]
    public void So_has_every_status(string status, Decision decision, RefusalReason why) =>
        Assert.Equal(new TicketOutcome(decision, why), Of($$"""{"status":"{{status}}"}"""));

    [Fact]
    public void The_ticket_in_the_answer_says_more()
    {
        Assert.Equal(Decision.TooEarly, Of("""{"status":"error","reason":"invalid_time","position":{"valid_from":"2031-06-02T08:00:00+02:00"}}""").Decision);
        Assert.Equal(Decision.NotLeft, PretixReasons.OfEntry(Read("""{"status":"error","reason":"already_redeemed"}"""), false, allowsReentry: true, Now).Decision);
        var inside = Read("""{"status":"error","reason":"already_redeemed","position":{"checkins":[{"type":"entry","datetime":"2031-06-01T17:00:00Z"}]}}""");
        Assert.Equal(Decision.AlreadyInside, PretixReasons.OfEntry(inside, isPalm: true, allowsReentry: false, Now).Decision);
        Assert.Equal(Decision.TicketUsed, PretixReasons.OfEntry(inside, isPalm: false, allowsReentry: false, Now).Decision);
    }

    static TicketOutcome Of(string body) => PretixReasons.OfEntry(Read(body), isPalm: false, allowsReentry: false, Now);

    static PretixRedeemed Read(string body) => PretixJson.Read<PretixRedeemed>(Encoding.UTF8.GetBytes(body));
}
