using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Protocol;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>A step of the family day, and how it should end.</summary>
/// <param name="Case">The case that it is part of.</param>
/// <param name="Device">The pedestal.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Wanted">The decision that the rules demand.</param>
sealed record RuleVisit(Case Case, string Device, PresentationOutcome Outcome, Decision Wanted)
{
    /// <summary>Whether it ended as it should.</summary>
    public bool AsScripted => Outcome.Decision == Wanted;

    /// <summary>Whether somebody was admitted who should not have been.</summary>
    public bool WronglyAdmitted => Outcome.Decision == Decision.Admitted && Wanted != Decision.Admitted;
}

/// <summary>
/// The family day in order: nobody walks through, the family, an exit and the way back, a wrong entrance, a blocked ticket, an
/// admission by hand. Each gate's turnstile reports who passes.
/// </summary>
sealed class FamilyDay(FamilyPlan plan, World world, IHands hands, EveningLog log, CancellationToken cancellation)
{
    // A guest who is not recognised tries again.
    const int MostTries = 3;

    int _arrivals;

    public async Task RunAsync()
    {
        var arena = world.Arena;
        log.BeginPhase("A family day with rules: every gate reports who passes.");
        arena.BoxOffice.CloseEvent(LaterPlan.Event);
        arena.BoxOffice.Import(plan.Tickets);
        arena.BoxOffice.SetRules(FamilyPlan.Event, FamilyPlan.Rules);
        arena.BoxOffice.OpenEvent(FamilyPlan.Event);
        arena.BoxOffice.Block(plan.Blocked.Code);
        await world.Identity.FollowGuestListsAsync(cancellation);

        var (first, second, north, exit) = (arena.EntryPedestals[0], arena.EntryPedestals[1], arena.EntryPedestals[2], arena.ExitPedestals[0]);
        await NobodyWalksAsync(first);
        await FamilyWalksAsync(second);
        await ScanAsync(Case.Exit, exit, plan.Parent.Codes[1], Decision.Left);
        await ScanAsync(Case.Reentry, first, plan.Parent.Codes[1], Decision.Admitted);
        await ScanAsync(Case.OtherEntrance, first, plan.ForNorth.Code, Decision.OtherEntrance);
        await ScanAsync(Case.OtherEntrance, north, plan.ForNorth.Code, Decision.Admitted);
        await ScanAsync(Case.Blocked, first, plan.Blocked.Code, Decision.Blocked);
        await arena.AdmitByHandAsync(plan.ByHand.Code, second, "lost the telephone", cancellation);
        await ScanAsync(Case.ByHand, first, plan.ByHand.Code, Decision.TicketUsed);
    }

    // The ring says that nobody passed, and the entry does not count.
    async Task NobodyWalksAsync(VirtualPedestal.VirtualPedestal lane)
    {
        lane.Parts.Walker.Walk = Walk.Stay;
        Note(Case.NotPassed, lane, await ShowPalmAsync(Case.NotPassed, lane), Decision.Admitted);
        await lane.AwaitShownAsync(Indication.NoPassage, cancellation);
        lane.Parts.Walker.Walk = Walk.Once;
        await world.Arena.BoxOffice.WaitUndoneAsync(plan.Parent.Codes, cancellation);
    }

    async Task FamilyWalksAsync(VirtualPedestal.VirtualPedestal lane)
    {
        for (var passed = 1; passed <= plan.Parent.Codes.Count; passed++)
        {
            Note(Case.Family, lane, await ShowPalmAsync(Case.Family, lane), Decision.Admitted);
            await world.Arena.BoxOffice.WaitPassedAsync(plan.Parent.Codes, passed, cancellation);
        }

        Note(Case.Family, lane, await ShowPalmAsync(Case.Family, lane), Decision.NotLeft);
    }

    async Task ScanAsync(Case what, VirtualPedestal.VirtualPedestal lane, string code, Decision wanted)
    {
        await lane.WaitReadyAsync(cancellation);
        var passed = lane.Parts.Turnstile.Passages;
        lane.ScanCode(code);
        var outcome = await lane.AwaitOutcomeAsync(cancellation);
        Note(what, lane, outcome, wanted);
        if (outcome.Decision is Decision.Admitted or Decision.Left)
        {
            await BoundedWait.UntilAsync(() => lane.Parts.Turnstile.Passages > passed, "nobody walked through an open gate", cancellation);
        }
    }

    async Task<PresentationOutcome> ShowPalmAsync(Case what, VirtualPedestal.VirtualPedestal lane)
    {
        PresentationOutcome outcome;
        var tries = 0;
        do
        {
            await lane.WaitReadyAsync(cancellation);
            outcome = await EntryVisit.PresentAsync(lane, plan.Arrive(what, _arrivals++), attempt: 0, hands, cancellation);
        }
        while (++tries < MostTries && EntryVisit.AsksAgain(outcome));

        return outcome;
    }

    void Note(Case what, VirtualPedestal.VirtualPedestal lane, PresentationOutcome outcome, Decision wanted) =>
        log.Rules.Enqueue(new RuleVisit(what, world.Arena.NameOf(lane), outcome, wanted));
}
