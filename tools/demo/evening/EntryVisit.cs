using Pedestal.Core.Protocol;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>A guest at an entry pedestal: the palm first, and the ticket's code where the palm is no way in.</summary>
static class EntryVisit
{
    public static async Task<EntryRecord> RunAsync(VirtualPedestal.VirtualPedestal pedestal, int lane, Arrival arrival,
        IHands hands, CancellationToken cancellation)
    {
        await pedestal.WaitReadyAsync(cancellation);
        PresentationOutcome? palm = null;
        if (arrival.Case != Case.QrInstead)
        {
            // Guests use whichever hand is free.
            var side = (arrival.Number & 1) == 0 ? PalmSide.Left : PalmSide.Right;
            pedestal.ShowPalm(
                new PresentationScene(hands.Entry(arrival.Guest.Person, side, arrival.Presentation)));
            palm = await pedestal.NextOutcomeAsync(cancellation);
            pedestal.RemovePalm();
        }

        var mayEnter = arrival.Case is not (Case.NoTicketTonight or Case.TicketAlreadyUsed);
        var ticket = mayEnter && palm?.Decision != Decision.Admitted
            ? await ScanTicketsAsync(pedestal, arrival.Guest, cancellation)
            : null;
        return new EntryRecord(arrival, lane, palm, ticket);
    }

    /// <summary>A guest who holds several tickets scans them until one is good.</summary>
    static async Task<PresentationOutcome> ScanTicketsAsync(
        VirtualPedestal.VirtualPedestal pedestal, Guest guest, CancellationToken cancellation)
    {
        PresentationOutcome? outcome = null;
        foreach (var code in guest.Codes)
        {
            pedestal.ScanCode(code);
            outcome = await pedestal.NextOutcomeAsync(cancellation);
            if (outcome.Decision == Decision.Admitted)
            {
                break;
            }
        }

        return outcome ?? throw new InvalidOperationException($"{guest.Account} has no ticket to scan.");
    }
}
