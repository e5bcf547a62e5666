using Pedestal.Protocol;

namespace Pedestal.Bench.Tests;

public sealed class LoadTallyTests
{
    const int Stranger = 0;
    const int Guest = 1;

    /// <summary>A guest's replies, the tickets redeemed, mistakes and double admissions.</summary>
    public static TheoryData<int, Decision?[], int, int, int> Cases => new()
    {
        { Guest, [Decision.Admitted, Decision.Admitted], 2, 0, 0 },
        { Guest, [Decision.Admitted, Decision.Admitted], 1, 0, 1 },
        { Guest, [Decision.Admitted], 2, 1, 0 },
        { Guest, [Decision.Admitted, null], 2, 0, 0 },
        { Guest, [Decision.Admitted, Decision.TooLate], 1, 0, 0 },
        { Guest, [Decision.NotRecognised], 0, 0, 0 },
        { Guest, [Decision.NotRecognised], 1, 1, 0 },
        { Guest, [Decision.AlreadyInside], 1, 2, 0 },
        { Guest, [Decision.AlreadyInside], 0, 1, 0 },
        { Guest, [Decision.NoTicket], 0, 1, 0 },
        { Guest, [Decision.NoEvent], 0, 1, 0 },
        { Stranger, [Decision.NoEvent], 0, 1, 0 },
        { Stranger, [Decision.NotRecognised, Decision.TooLate], 0, 0, 0 },
        { Stranger, [Decision.AlreadyInside], 0, 1, 0 },
        { Stranger, [Decision.Admitted], 0, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Replies_are_checked_against_ticketing(
        int guest, Decision?[] decisions, int redeemed, int wrong, int doubled)
    {
        var tally = new LoadTally(
            [.. decisions.Select(decision => new LoadReply(guest, decision, 1, 0))],
            new Dictionary<string, int> { [LoadGuests.Account(guest)] = redeemed });

        Assert.Equal((wrong, doubled), (tally.Wrong, tally.DoubleAdmissions));
    }

    [Fact]
    public void A_stranger_who_is_taken_for_a_guest_is_no_double_admission()
    {
        var tally = new LoadTally(
            [.. new Decision?[] { Decision.Admitted, Decision.AlreadyInside, Decision.NotRecognised, null }.Select(d => new LoadReply(Stranger, d, 1, 0)),
                new LoadReply(Guest, Decision.Admitted, 1, 0)],
            new Dictionary<string, int> { [LoadGuests.Account(Guest)] = 2 });

        Assert.Equal((2, 1, 0), (tally.FalseMatches, tally.FalselyMatched, tally.DoubleAdmissions));
    }

    [Fact]
    public void A_guest_who_is_taken_for_another_is_no_double_admission()
    {
        var tally = new LoadTally(
            [new LoadReply(Guest, Decision.Admitted, 1, 0)], new Dictionary<string, int> { [LoadGuests.Account(Guest + 1)] = 1 });

        Assert.Equal((1, 0), (tally.TakenForOthers, tally.DoubleAdmissions));
    }

    [Fact]
    public void More_entries_than_an_account_has_tickets_are_double_admissions() => Assert.Equal(1, new LoadTally(
        [], new Dictionary<string, int> { [LoadGuests.Account(LoadGuests.Drawn)] = 2 }).DoubleAdmissions);

    [Fact]
    public void The_same_admission_again_is_not_a_second_one()
    {
        var tally = new LoadTally(
            [new LoadReply(Guest, Decision.Admitted, 1, 0), new LoadReply(Guest, Decision.Admitted, 1, 0, Notes: AdmissionNotes.Of(0, isSame: true, needsAttention: false))],
            new Dictionary<string, int> { [LoadGuests.Account(Guest)] = 1 });

        Assert.Equal((0, 0), (tally.Wrong, tally.DoubleAdmissions));
    }

    [Fact]
    public void A_guest_whose_tickets_are_all_used_is_rightly_refused()
    {
        var admitted = Enumerable.Repeat<Decision?>(Decision.Admitted, LoadGuests.TicketsOf(Guest));
        var tally = new LoadTally(
            [.. admitted.Append(Decision.AlreadyInside).Select(decision => new LoadReply(Guest, decision, 1, 0))],
            new Dictionary<string, int> { [LoadGuests.Account(Guest)] = LoadGuests.TicketsOf(Guest) });

        Assert.Equal((0, 0), (tally.Wrong, tally.DoubleAdmissions));
    }
}
