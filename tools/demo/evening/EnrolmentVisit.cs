using Pedestal.Core;
using Pedestal.Core.Protocol;
using Pedestal.Hal;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>A guest at an enrolment pedestal does what the ring says until it says that the enrolment is over.</summary>
static class EnrolmentVisit
{
    public static async Task<EnrolmentRecord> RunAsync(
        VirtualPedestal.VirtualPedestal pedestal, Guest guest, IHands hands, CancellationToken cancellation)
    {
        await pedestal.WaitReadyAsync(cancellation);
        pedestal.ScanCode(guest.Codes[0]);
        var outcome = await pedestal.NextOutcomeAsync(cancellation);
        var captures = 0;
        if (outcome.Decision == Decision.EnrolmentOpened)
        {
            do
            {
                var side = await SideAskedForAsync(pedestal, cancellation);
                pedestal.ShowPalm(new PresentationScene(hands.Enrolment(guest.Person, side, captures)));
                outcome = await pedestal.NextOutcomeAsync(cancellation);
                pedestal.RemovePalm();
                captures++;
            }
            while (outcome.Way == EntryWay.Sample);
        }

        return new EnrolmentRecord(guest, outcome.Decision == Decision.Enrolled, captures);
    }

    static async Task<PalmSide> SideAskedForAsync(
        VirtualPedestal.VirtualPedestal pedestal, CancellationToken cancellation)
    {
        var left = pedestal.WaitForAsync(Indication.ShowLeftPalm, cancellation);
        var right = pedestal.WaitForAsync(Indication.ShowRightPalm, cancellation);
        return await Task.WhenAny(left, right) == left ? PalmSide.Left : PalmSide.Right;
    }
}
