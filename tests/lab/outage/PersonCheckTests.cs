using Pedestal.Outage.History;
using Pedestal.Protocol;

namespace Pedestal.Outage.Tests;

public sealed class PersonCheckTests
{
    static readonly Dictionary<string, IReadOnlyList<string>> Nobody = [];
    static readonly Dictionary<string, IReadOnlyList<string>> Before = new() { ["old"] = ["ticketing", "till"] };

    [Fact]
    public void Whoever_enrolled_left_or_withdrew_and_is_stored_so_is_in_order()
    {
        Asked[] history =
        [
            Enrol("new"), Withdraw("old"), Palm("old", 300, Decision.NotRecognised), Enrol("gone"), Delete("gone"),
            Palm("gone", 300, Decision.NotRecognised), Palm("gone", 50, Decision.Admitted), Palm("new", 300, Decision.Admitted),
        ];
        var check = new PersonCheck(history, Before, [Person(1, "old", "till"), Person(2, "new", "ticketing")]);

        Assert.All(All(check), verdict => Assert.Empty(verdict.Broken));
        Assert.Equal([2, 1, 3, 2], All(check).Select(verdict => verdict.Checked));
    }

    [Fact]
    public void An_enrolment_that_is_not_stored_is_found()
    {
        Assert.Contains("new was enrolled", Only(new PersonCheck([Enrol("new")], Nobody, []).NoEnrolmentLost()), StringComparison.Ordinal);
        Assert.Contains("old was enrolled", Only(new PersonCheck([], Before, []).NoEnrolmentLost()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_who_is_stored_twice_is_found() => Assert.Contains("2 times", Only(new PersonCheck([Enrol("new")], Nobody,
        [Person(1, "new", "ticketing"), Person(2, "new", "ticketing")]).NoEnrolmentLost()), StringComparison.Ordinal);

    [Fact]
    public void An_enrolment_without_a_reply_may_be_stored_or_not()
    {
        Asked[] history = [Enrol("new") with { Reply = null }];
        Assert.All(All(new PersonCheck(history, Nobody, [])), verdict => Assert.Empty(verdict.Broken));
        Assert.All(All(new PersonCheck(history, Nobody, [Person(1, "new", "ticketing")])), verdict => Assert.Empty(verdict.Broken));
    }

    [Fact]
    public void A_deletion_without_a_reply_may_have_happened_or_not()
    {
        Asked[] history = [Enrol("new"), Delete("new") with { Reply = null }, Palm("new", 300, Decision.Admitted)];
        Assert.All(All(new PersonCheck(history, Nobody, [])), verdict => Assert.Empty(verdict.Broken));
        Assert.All(All(new PersonCheck(history, Nobody, [Person(1, "new", "ticketing")])), verdict => Assert.Empty(verdict.Broken));
    }

    [Fact]
    public void A_deletion_that_is_lost_is_found() => Assert.Contains("new was deleted, and person 1 is stored",
        Only(new PersonCheck([Enrol("new"), Delete("new")], Nobody, [Person(1, "new", "ticketing")]).NoDeletionLost()), StringComparison.Ordinal);

    [Fact]
    public void A_person_whom_no_account_knows_is_found() => Assert.Contains("Person 7 is stored",
        Only(new PersonCheck([], Nobody, [Person(7, null, "ticketing")]).NoDeletionLost()), StringComparison.Ordinal);

    [Fact]
    public void A_consent_that_is_lost_is_found() => Assert.Contains("agreed for till",
        Only(new PersonCheck([], Before, [Person(1, "old", "ticketing")]).NoConsentLost()), StringComparison.Ordinal);

    [Fact]
    public void A_withdrawal_that_is_lost_is_found() => Assert.Contains("withdrew the consent for ticketing",
        Only(new PersonCheck([Withdraw("old")], Before, [Person(1, "old", "ticketing", "till")]).NoConsentLost()), StringComparison.Ordinal);

    [Theory]
    [InlineData(Decision.Admitted)]
    [InlineData(Decision.NoTicket)]
    [InlineData(Decision.AtOtherLane)]
    public void Whoever_was_deleted_and_is_recognised_later_is_found(Decision reply)
    {
        Assert.Contains("gone for 100 ms", Only(new PersonCheck([Enrol("new"), Delete("new"), Palm("new", 300, reply)], Nobody, []).NobodyComesBack()),
            StringComparison.Ordinal);
        Assert.Contains("gone for 100 ms", Only(new PersonCheck([Withdraw("old"), Palm("old", 300, reply)], Before, []).NobodyComesBack()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Decision.TooLate)]
    [InlineData(Decision.Unavailable)]
    [InlineData(null)]
    public void Whoever_was_deleted_and_gets_no_decision_is_not_recognised(Decision? reply) => Assert.Empty(
        new PersonCheck([Enrol("new"), Delete("new"), Palm("new", 300, reply)], Nobody, []).NobodyComesBack().Broken);

    static IEnumerable<Verdict> All(PersonCheck check) =>
        [check.NoEnrolmentLost(), check.NoDeletionLost(), check.NoConsentLost(), check.NobodyComesBack()];

    static string Only(Verdict verdict) => Assert.Single(verdict.Broken);

    static Asked Enrol(string account) => new("booth-1", Purpose.Enrol, account, 0, 40, Decision.Enrolled);

    static Asked Delete(string account) => new("leave-1", Purpose.Delete, account, 100, 200, Decision.Deleted);

    static Asked Withdraw(string account) => new(Asked.Office, Purpose.Withdraw, account, 100, 200, Decision.Noted, Code: "ticketing");

    static Asked Palm(string account, double begin, Decision? reply) => new("gate-1", Purpose.Palm, account, begin, begin + 50, reply);

    static StoredPerson Person(long number, string? account, params string[] parties) => new(number, account, parties);
}
