using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Demo;

/// <summary>
/// A guest at an enrolment pedestal follows the ring until the enrolment is over, and confirms it on the telephone.
/// </summary>
static class EnrolmentVisit
{
    // Staff help a guest whose first attempt failed.
    const int MostAttempts = 2;

    /// <param name="pedestal">The pedestal.</param>
    /// <param name="guest">The guest, who scans the first of the codes.</param>
    /// <param name="wanted">How it ends if all goes well.</param>
    /// <param name="show">The pictures that the camera sees, given the palm and how many were captured before.</param>
    /// <param name="confirm">Confirms the enrolment of an account.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<EnrolmentRecord> RunAsync(
        VirtualPedestal.VirtualPedestal pedestal, Guest guest, Decision wanted, Func<PalmSide, int, IReadOnlyList<byte[]>> show,
        Action<string> confirm, CancellationToken cancellation)
    {
        var captures = 0;
        for (var attempt = 1;; attempt++)
        {
            await pedestal.WaitReadyAsync(cancellation);
            pedestal.ScanCode(guest.Codes[0]);
            var outcome = await pedestal.AwaitOutcomeAsync(cancellation);
            if (outcome.Decision == Decision.ConfirmationAwaited)
            {
                confirm(guest.Account);
                outcome = await pedestal.AwaitOutcomeAsync(cancellation);
            }

            var opened = outcome.Decision == Decision.EnrolmentOpened;
            while (opened && outcome.Way != EntryWay.Enrolment)
            {
                var side = await RequestedSideAsync(pedestal, cancellation);
                pedestal.ShowPalm(new PresentationScene(show(side, captures)));
                outcome = await pedestal.AwaitOutcomeAsync(cancellation);
                pedestal.RemovePalm();
                captures++;
            }

            if (outcome.Decision == wanted || attempt == MostAttempts)
            {
                return new EnrolmentRecord(guest, wanted, captures, outcome);
            }
        }
    }

    /// <summary>Waits until the ring asks for a palm.</summary>
    internal static async Task<PalmSide> RequestedSideAsync(
        VirtualPedestal.VirtualPedestal pedestal, CancellationToken cancellation)
    {
        var left = pedestal.WaitForAsync(Indication.ShowLeftPalm, cancellation);
        var right = pedestal.WaitForAsync(Indication.ShowRightPalm, cancellation);
        return await Task.WhenAny(left, right) == left ? PalmSide.Left : PalmSide.Right;
    }
}
