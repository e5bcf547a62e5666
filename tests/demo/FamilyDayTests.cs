using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo.Tests;

public class FamilyDayTests
{
    [Fact]
    public void A_case_counts_only_if_all_its_steps_went_as_scripted()
    {
        RuleVisit[] visits =
        [
            Step(Case.Family, Decision.Admitted, Decision.Admitted), Step(Case.Family, Decision.NotLeft, Decision.NotLeft),
            Step(Case.Exit, Decision.Left, Decision.Left), Step(Case.Exit, Decision.WrongRole, Decision.Left),
        ];

        Assert.Equal((2, 0, 0), (Truth.Seen(visits, Case.Family), Truth.Seen(visits, Case.Exit), Truth.Seen(visits, Case.Blocked)));
    }

    [Fact]
    public void Whoever_gets_in_against_the_rules_is_wrongly_admitted()
    {
        Assert.True(Step(Case.Blocked, Decision.Admitted, Decision.Blocked).WronglyAdmitted);
        Assert.False(Step(Case.Blocked, Decision.Blocked, Decision.Blocked).WronglyAdmitted);
        Assert.False(Step(Case.Reentry, Decision.Admitted, Decision.Admitted).WronglyAdmitted);
    }

    [Fact]
    public void A_wrong_number_of_guests_inside_fails_the_demo()
    {
        var plan = EveningPlan.Make(new DemoOptions(2, 6, 1, null, null, new FileInfo("none")), null);
        var figures = Figures.Of(plan, new EveningLog(), new EveningLog(), new EveningLog { Inside = FamilyPlan.InsideAtEnd });
        Assert.False((figures with { CasesMissing = 0, FamilyInside = FamilyPlan.InsideAtEnd - 1 }).Passed);
        Assert.True((figures with { CasesMissing = 0 }).Passed);
    }

    static RuleVisit Step(Case what, Decision decision, Decision wanted) => new(what, "gate-1", new PresentationOutcome(
        1, EntryWay.Palm, decision, OutcomeReason.None, CameraStatus.Ok, ExtractionStatus.Ok, [.. new long[LatencyLedger.Stages]], 0), wanted);
}
