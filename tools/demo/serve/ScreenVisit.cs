using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;
using Pedestal.Web.Services;

namespace Pedestal.Demo.Serve;
using VirtualPedestal = Pedestal.VirtualPedestal.VirtualPedestal;

/// <summary>
/// A guest at the booth with a screen. Somebody else clicks there; when the screen asks for the ticket the guest shows it, and then the
/// palms that the ring asks for.
/// </summary>
/// <param name="house">The venue.</param>
/// <param name="guest">The guest.</param>
/// <param name="hands">The guest's hands.</param>
/// <param name="moment">How long a step takes, so that the screen can be read.</param>
sealed class ScreenVisit(OpenHouse house, Guest guest, PhantomHands hands, TimeSpan moment)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>Comes as often as it takes to be enrolled; returns the path of the link to the own page, which the screen shows.</summary>
    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        do
        {
            await AwaitScreenAsync("Ticket", cancellation);
            await Task.Delay(moment, cancellation);
        }
        while (await EnrolAsync(cancellation) != Decision.Enrolled);
        return (await AwaitScreenAsync("Ended", cancellation)).Ending?.Link ?? "";
    }

    async Task<BoothShown> AwaitScreenAsync(string step, CancellationToken cancellation)
    {
        while (true)
        {
            if (await house.ReadScreenAsync() is { } shown && shown.Step == step)
            {
                return shown;
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    async Task<Decision> EnrolAsync(CancellationToken cancellation)
    {
        var booth = house.ScreenedBooth;
        booth.ScanCode(guest.Codes[0]);
        var outcome = await booth.NextOutcomeAsync(cancellation);
        for (var captures = 0; outcome is { Way: EntryWay.Sample } or { Decision: Decision.EnrolmentOpened }; captures++)
        {
            // Who cancels at the screen is asked for no palm any more, and the pedestal gives up.
            var next = booth.NextOutcomeAsync(cancellation).AsTask();
            var asked = EnrolmentVisit.RequestedSideAsync(booth, cancellation);
            if (await Task.WhenAny(next, asked) == asked)
            {
                await Task.Delay(moment, cancellation);
                booth.ShowPalm(new PresentationScene(hands.Enrolment(guest.Person, await asked, captures)));
            }

            outcome = await next;
            booth.RemovePalm();
        }

        return outcome.Decision;
    }
}
