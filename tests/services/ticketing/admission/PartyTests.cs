using CsCheck;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqlitePartyTests() : PartyTests(DatabaseEngine.Sqlite);

public sealed class PostgresPartyTests() : PartyTests(DatabaseEngine.Postgres);

/// <summary>A family with one account: everybody uses their own ticket, and a parent admits the children where that is allowed.</summary>
public abstract class PartyTests(DatabaseEngine engine) : IDisposable
{
    static readonly EventRules Parties = new() { Parties = true };

    readonly Doors _doors = new(engine);

    public void Dispose() => _doors.Dispose();

    [Fact]
    public void A_palm_shown_again_spends_no_relatives_ticket()
    {
        Sell(null);
        Assert.Equal(Decision.Admitted, _doors.Pass("@father").Decision);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Decision.AlreadyInside, _doors.Pass("@father").Decision);
        }

        Assert.Equal(["F"], UsedTickets());
        Assert.Equal(Decision.Admitted, _doors.Pass("@mother").Decision);
        Assert.Equal(["F", "M"], UsedTickets());
    }

    [Fact]
    public void Where_parties_are_allowed_a_parent_admits_the_children_one_after_the_other()
    {
        Sell(Parties);
        Assert.Equal((Decision.Admitted, 2), Hover("@father"));
        Assert.Equal((Decision.Admitted, 1), Hover("@father"));
        Assert.Equal((Decision.Admitted, 0), Hover("@father"));
        Assert.Equal((Decision.AlreadyInside, 0), Hover("@father"));
        Assert.Equal(["C1", "C2", "F"], UsedTickets());
        Assert.Equal((Decision.Admitted, 0), Hover("@mother"));
        Assert.Equal(4, _doors.Inside);
    }

    [Fact]
    public void Until_a_child_has_passed_the_next_hover_is_for_the_same_child()
    {
        Sell(Parties);
        Hover("@father");
        var first = _doors.Show("@father", request: 100);
        var second = _doors.Show("@father", request: 101);
        Assert.Equal((Decision.Admitted, true), (second.Decision, AdmissionNotes.IsSame(second.Notes)));
        Assert.Equal((1, 1), (AdmissionNotes.CompanionsOf(first.Notes), AdmissionNotes.CompanionsOf(second.Notes)));
        Assert.Equal(Decision.AtOtherLane, _doors.Show("@father", "gate-2").Decision);

        // The child gave up, and the father tries again at another lane, long afterwards too.
        _doors.Now = _doors.Now.AddMinutes(1);
        Assert.Equal(Decision.Admitted, _doors.Show("@father", "gate-2", 102).Decision);
        Assert.Equal(2, UsedTickets().Count);
        _doors.Report(PassageOutcome.NotPassed, 102, "gate-2");
        Assert.Equal(["F"], UsedTickets());
    }

    [Fact]
    public void A_person_without_a_ticket_of_their_own_gets_one_that_is_nobody_elses_and_keeps_it()
    {
        _doors.Sell(new EventRules { Products = [new ProductRule("*", Entry: EntryRule.Reentry)] }, "F fam", "M fam", "C1 fam", "OLD fam  last-week");
        _doors.Enrol("father", "F");
        _doors.Enrol("mother", "M");
        _doors.Enrol("aunt", "OLD");
        Assert.Equal(Decision.Admitted, _doors.Pass("@aunt").Decision);
        Assert.Equal(["C1"], UsedTickets());
        _doors.Pass("@aunt", "exit-1", Direction.Out);
        Assert.Equal(Decision.Admitted, _doors.Pass("@aunt").Decision);
        Assert.Equal(["C1"], UsedTickets());

        // Nothing is left for a fourth person.
        _doors.Import("OLD2 fam  last-week");
        _doors.Enrol("uncle", "OLD2");
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.OtherPersons), _doors.Show("@uncle"));
    }

    [Fact]
    public void A_parent_who_has_left_does_not_come_back_on_a_childs_ticket()
    {
        Sell(Parties);
        Hover("@father");
        _doors.Pass("@father", "exit-1", Direction.Out);
        Assert.Equal((Decision.TicketUsed, 0), Hover("@father"));
        Assert.Equal(["F"], UsedTickets());
    }

    [Fact]
    public void A_family_leaves_and_comes_back_by_one_palm()
    {
        Sell(new EventRules { Parties = true, Products = [new ProductRule("*", Entry: EntryRule.Reentry)] });
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal([2, 1, 0], Enumerable.Range(0, 3).Select(_ => Hover("@father").Companions));
            Assert.Equal(3, _doors.Inside);
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(Decision.Left, _doors.Pass("@father", "exit-1", Direction.Out).Decision);
            }

            Assert.Equal(0, _doors.Inside);
            _doors.Now = _doors.Now.AddMinutes(10);
        }
    }

    [Fact]
    public void Whatever_a_family_does_every_ticket_admits_once_and_nobody_uses_a_relatives()
    {
        var round = 0;
        Gen.Select(Gen.Bool, Gen.Int[0, 7].Array[1, 20]).Sample(
            (parties, steps) =>
            {
                var name = $"family{++round}";
                string[] codes = [$"{name}F", $"{name}M", $"{name}C1", $"{name}C2"];
                _doors.Sell(parties ? Parties : EventRules.None, [.. codes.Select(code => $"{code} {name}")]);
                _doors.Enrol(name + "father", codes[0]);
                _doors.Enrol(name + "mother", codes[1]);
                foreach (var step in steps)
                {
                    var what = step < 4 ? codes[step] : "@" + name + (step % 2 == 0 ? "father" : "mother");
                    _doors.Pass(what, step % 3 == 0 ? "gate-1" : "gate-2");
                }

                var histories = codes.Select(code => _doors.History(code)).ToList();
                var father = SHA(name + "father");
                var mother = SHA(name + "mother");
                return histories.All(entries => entries.Count <= 1)
                    && !histories[0].Any(e => e.IsOf(mother)) && !histories[1].Any(e => e.IsOf(father))
                    && (parties || histories.Count(entries => entries.Any(e => e.IsOf(father))) <= 1);
            },
            iter: engine == DatabaseEngine.Sqlite ? 60 : 15, threads: 1);
    }

    static byte[] SHA(string person) => System.Security.Cryptography.SHA256.HashData(Doors.Token(person));

    void Sell(EventRules? rules)
    {
        _doors.Sell(rules, "F fam", "M fam", "C1 fam", "C2 fam");
        _doors.Enrol("father", "F");
        _doors.Enrol("mother", "M");
    }

    (Decision Decision, int Companions) Hover(string palm)
    {
        var outcome = _doors.Pass(palm);
        return (outcome.Decision, AdmissionNotes.CompanionsOf(outcome.Notes));
    }

    List<string> UsedTickets() => [.. new[] { "C1", "C2", "F", "M" }.Where(code => _doors.History(code).Any(e => e.State != EntryState.Undone))];
}
