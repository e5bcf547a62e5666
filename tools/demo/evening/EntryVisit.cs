using Pedestal.Core.Lane.Attempts;
using Pedestal.Protocol;
using Pedestal.Vein;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>A guest at an entry lane: the palm first, and the ticket's code if the palm does not admit.</summary>
static class EntryVisit
{
    const int MostPresentations = 4;
    const int MostRefusals = 2;

    public static async Task<EntryRecord> RunAsync(VirtualPedestal.VirtualPedestal pedestal, int lane, Arrival arrival,
        IHands hands, CancellationToken cancellation)
    {
        await pedestal.WaitReadyAsync(cancellation);
        var palms = new List<PresentationOutcome>();
        while (arrival.Case != Case.QrInstead && MayPresent(palms))
        {
            await pedestal.WaitReadyAsync(cancellation);
            palms.Add(await PresentAsync(pedestal, arrival, palms.Count, hands, cancellation));
        }

        var ticket = arrival.Case != Case.TicketAlreadyUsed && palms is not [.., { Decision: Decision.Admitted }]
            ? await ScanTicketsAsync(pedestal, arrival.Guest, cancellation)
            : null;
        return new EntryRecord(arrival, lane, palms, ticket);
    }

    /// <summary>
    /// The ring tells a guest who was not recognised to try again or to scan the ticket; guests try once more, and a few times when
    /// the capture was unusable.
    /// </summary>
    static bool MayPresent(List<PresentationOutcome> palms) => palms.Count == 0 || (palms.Count < MostPresentations && AsksAgain(palms[^1])
        && palms.Count(palm => palm.Decision == Decision.NotRecognised) < MostRefusals);

    /// <summary>Whether the ring asks for the palm once more.</summary>
    public static bool AsksAgain(PresentationOutcome outcome) =>
        outcome.Decision == Decision.NotRecognised || outcome.Reason == OutcomeReason.CaptureUnusable;

    /// <summary>The guest shows a palm, and lifts it once there is an outcome.</summary>
    public static async Task<PresentationOutcome> PresentAsync(VirtualPedestal.VirtualPedestal pedestal, Arrival arrival,
        int attempt, IHands hands, CancellationToken cancellation)
    {
        // Guests use whichever hand is free.
        var side = (arrival.Number & 1) == 0 ? PalmSide.Left : PalmSide.Right;
        var presentation = MostPresentations * arrival.Presentation + attempt;
        pedestal.ShowPalm(new PresentationScene(hands.Entry(arrival.Guest.Person, side, presentation)));
        var outcome = await pedestal.AwaitOutcomeAsync(cancellation);
        pedestal.RemovePalm();
        return outcome;
    }

    /// <summary>A guest with several tickets scans them until one is accepted.</summary>
    static async Task<PresentationOutcome> ScanTicketsAsync(
        VirtualPedestal.VirtualPedestal pedestal, Guest guest, CancellationToken cancellation)
    {
        PresentationOutcome? outcome = null;
        foreach (var code in guest.Codes)
        {
            pedestal.ScanCode(code);
            outcome = await pedestal.AwaitOutcomeAsync(cancellation);
            if (outcome.Decision == Decision.Admitted)
            {
                break;
            }
        }

        return outcome ?? throw new InvalidOperationException($"{guest.Account} has no ticket to scan.");
    }
}
