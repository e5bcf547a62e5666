using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>Every row of the table of decisions, compared with everything that reports decisions.</summary>
public sealed class DecisionTableTests
{
    static readonly IReadOnlyList<DecisionRow> Rows =
        [.. Enumerable.Range(0, DecisionTable.Count).Select(number => DecisionTable.Of((Decision)number))];

    public static TheoryData<Decision> Replies => [.. Enum.GetValues<Decision>().Where(decision => decision != Decision.None)];

    [Fact]
    public void The_rows_are_in_the_order_of_the_decisions_and_have_unique_words()
    {
        Assert.Equal(Enum.GetValues<Decision>(), Rows.Select(row => row.Decision));
        Assert.Equal(Rows.Count, Rows.Select(row => row.Word).Distinct().Count());
    }

    [Fact]
    public void The_asyncapi_document_has_the_words_of_the_decisions()
    {
        var document = new AsyncApiDocument();
        var words = Rows.Select(row => row.Word).ToList();
        Assert.Equal(words, document.Words("Decision"));
        Assert.Equal(words, document.Members("Health/properties/decisions"));
    }

    [Fact]
    public void The_protocol_page_has_the_rows_of_the_decisions()
    {
        var page = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "protocol", "PROTOCOL.md"))
            .SkipWhile(line => !line.StartsWith("**Decisions**", StringComparison.Ordinal))
            .SkipWhile(line => !line.StartsWith("|--", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(
            Rows.Skip(1).Select(row =>
                $"| {(int)row.Decision} | {row.Word.Replace('-', ' ')} | {Ring(row)} | {Refused(row)} |"),
            page);
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void Both_replies_carry_every_decision(Decision decision)
    {
        var match = new byte[MatchReply.Length];
        new MatchReply { Decision = decision }.Write(match);
        var ticket = new byte[TicketReply.Length];
        new TicketReply { Decision = decision }.Write(ticket);
        Assert.True(new MatchReply().Read(match) && new TicketReply().Read(ticket));
    }

    [Fact]
    public void No_reply_carries_none_or_an_unknown_decision()
    {
        foreach (var decision in new[] { Decision.None, (Decision)DecisionTable.Count, (Decision)255 })
        {
            var match = new byte[MatchReply.Length];
            match[0] = (byte)decision;
            var ticket = new byte[TicketReply.Length];
            ticket[0] = (byte)decision;
            Assert.False(new MatchReply().Read(match) || new TicketReply().Read(ticket));
        }
    }

    /// <summary>Only an admission opens a gate; a refusal is shown with its reason.</summary>
    [Theory]
    [MemberData(nameof(Replies))]
    public void The_gate_opens_only_for_an_admission_and_the_ring_shows_the_rows_indication(Decision decision)
    {
        var row = DecisionTable.Of(decision);
        foreach (var isPalm in new[] { true, false })
        {
            var rig = new LaneRig();
            rig.Run(20);
            if (isPalm)
            {
                rig.ShowPalm();
                rig.ReplyToMatch(decision);
                rig.Run(500);
                if (decision == Decision.NotRecognised)
                {
                    rig.ReplyToMatch(decision);
                }
            }
            else
            {
                rig.Qr.Scan("TICKET-1");
                rig.Run(20);
                rig.ReplyToTicket(decision);
            }

            var fits = row.IsRefusal || decision is Decision.Admitted or Decision.TooLate or Decision.Unavailable or Decision.Refused;
            Assert.Equal(decision == Decision.Admitted ? 1 : 0, rig.Gate.Openings);
            Assert.Equal(fits ? row.Indication : Indication.UseTicket, rig.Indicator.Current);
            Assert.Equal(
                decision == Decision.Admitted ? LaneState.Admitted : row.IsRefusal ? LaneState.Denied : LaneState.UseTicket,
                rig.Lane.State);
            Assert.Equal((fits ? decision : Decision.None, fits ? OutcomeReason.None : OutcomeReason.BadReply),
                (rig.Lane.Outcome.Decision, rig.Lane.Outcome.Reason));
            Assert.Equal(1, rig.Lane.Counters.Of(rig.Lane.Outcome.Decision));
        }
    }

    static string Ring(DecisionRow row) =>
        string.Concat(row.Indication.ToString().Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}")).TrimStart();

    static string Refused(DecisionRow row) => row.IsRefusal ? row.Refusal.ToString().ToLowerInvariant() : "";
}
