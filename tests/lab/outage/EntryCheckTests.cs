using Pedestal.Outage.History;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Outage.Tests;

public sealed class EntryCheckTests
{
    [Fact]
    public void Entries_that_were_acknowledged_and_passed_are_in_order()
    {
        Asked[] history = [Admitted("gate-1", 1, "T-1"), Passed("gate-1", 1), Admitted("gate-2", 2, "T-2")];
        var check = new EntryCheck(history, [Entry(1, "T-1", EntryState.Passed, "gate-1", 1), Entry(2, "T-2", EntryState.Provisional, "gate-2", 2)]);

        Assert.Empty(check.NoneTwice().Broken);
        Assert.Empty(check.NoneLost().Broken);
        Assert.Equal(2, check.NoneLost().Checked);
    }

    [Fact]
    public void Two_entries_of_one_ticket_that_count_are_found() => Assert.Contains("2 entries of T-1", Only(new EntryCheck([],
        [Entry(1, "T-1", EntryState.Passed, "gate-1", 1), Entry(2, "T-1", EntryState.Provisional, "gate-2", 2)]).NoneTwice()), StringComparison.Ordinal);

    [Fact]
    public void An_entry_that_was_undone_and_another_one_are_in_order() => Assert.Empty(new EntryCheck([Admitted("gate-2", 2, "T-1")],
        [Entry(1, "T-1", EntryState.Undone, "gate-1", 1), Entry(2, "T-1", EntryState.Passed, "gate-2", 2)]).NoneTwice().Broken);

    [Fact]
    public void Two_gates_that_opened_for_one_ticket_are_found_though_the_log_has_undone_one() => Assert.Contains("opened 2 times for T-1",
        Only(new EntryCheck([Admitted("gate-1", 1, "T-1"), Admitted("gate-2", 2, "T-1")],
            [Entry(1, "T-1", EntryState.Undone, "gate-1", 1), Entry(2, "T-1", EntryState.Passed, "gate-2", 2)]).NoneTwice()), StringComparison.Ordinal);

    [Fact]
    public void Two_gates_that_opened_for_one_entry_are_found() => Assert.Contains("opened 2 times for T-1",
        Only(new EntryCheck([Palm("gate-1", 1), Palm("gate-2", 2)],
            [Entry(1, "T-1", EntryState.Passed, "gate-1", 1) with { Requests = ["gate-1/" + Id(1), "gate-2/" + Id(2)] }]).NoneTwice()), StringComparison.Ordinal);

    [Fact]
    public void The_same_admission_again_lets_no_second_guest_in() => Assert.Empty(
        new EntryCheck([Palm("gate-1", 1), Palm("gate-1", 2) with { IsSame = true }],
            [Entry(1, "T-1", EntryState.Passed, "gate-1", 1) with { Requests = ["gate-1/" + Id(1), "gate-1/" + Id(2)] }]).NoneTwice().Broken);

    [Fact]
    public void An_entry_that_the_log_does_not_have_is_found() =>
        Assert.Contains("the log does not have it", Only(new EntryCheck([Palm("gate-1", 1)], []).NoneLost()), StringComparison.Ordinal);

    [Fact]
    public void An_entry_of_another_guest_is_found() => Assert.Contains("of somebody", Only(new EntryCheck([Palm("gate-1", 1)],
        [Entry(1, "T-9", EntryState.Passed, "gate-1", 1) with { Account = "somebody" }]).NoneLost()), StringComparison.Ordinal);

    [Fact]
    public void An_entry_with_another_ticket_than_was_shown_is_found() => Assert.Contains("T-9", Only(new EntryCheck([Admitted("gate-1", 1, "T-1")],
        [Entry(1, "T-9", EntryState.Passed, "gate-1", 1)]).NoneLost()), StringComparison.Ordinal);

    [Fact]
    public void An_entry_that_nobody_asked_to_undo_and_is_undone_is_found()
    {
        Assert.Contains("did not ask", Only(new EntryCheck([Palm("gate-1", 1)], [Entry(1, "T-1", EntryState.Undone, "gate-1", 1)]).NoneLost()),
            StringComparison.Ordinal);
        Assert.Empty(new EntryCheck([Palm("gate-1", 1), Passed("gate-1", 1) with { Purpose = Purpose.NotPassed }],
            [Entry(1, "T-1", EntryState.Undone, "gate-1", 1)]).NoneLost().Broken);
    }

    [Fact]
    public void A_passage_that_was_noted_and_is_not_in_the_log_is_found()
    {
        Assert.Contains("which was noted", Only(new EntryCheck([Palm("gate-1", 1), Passed("gate-1", 1)],
            [Entry(1, "T-1", EntryState.Provisional, "gate-1", 1)]).NoneLost()), StringComparison.Ordinal);
        Assert.Empty(new EntryCheck([Palm("gate-1", 1), Passed("gate-1", 1) with { Reply = null }],
            [Entry(1, "T-1", EntryState.Provisional, "gate-1", 1)]).NoneLost().Broken);
    }

    [Fact]
    public void What_was_not_acknowledged_may_be_in_the_log_or_not()
    {
        Asked[] history = [Palm("gate-1", 1) with { Reply = null }, Palm("gate-1", 2) with { Reply = Decision.TooLate }];
        Assert.Empty(new EntryCheck(history, []).NoneLost().Broken);
        Assert.Empty(new EntryCheck(history, [Entry(1, "T-1", EntryState.Provisional, "gate-1", 1)]).NoneTwice().Broken);
    }

    static string Only(Verdict verdict)
    {
        Assert.False(verdict.IsKept);
        return Assert.Single(verdict.Broken);
    }

    static string Id(ulong request) => $"{request:x16}";

    static Asked Palm(string lane, ulong request) => new(lane, Purpose.Palm, "account", 0, 100, Decision.Admitted, request);

    static Asked Admitted(string lane, ulong request, string code) => new(lane, Purpose.Code, "account", 0, 100, Decision.Admitted, request, code);

    static Asked Passed(string lane, ulong request) => new(lane, Purpose.Passed, "account", 100, 200, Decision.Noted, request);

    static StoredEntry Entry(long number, string ticket, EntryState state, string lane, ulong request) =>
        new(number, ticket, "account", [$"{lane}/{Id(request)}"], state);
}
