using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Web.Tests;

/// <summary>A virtual enrolment pedestal with a screen, and the guest before it, whose palms are templates instead of pictures.</summary>
sealed class BoothVisitor : ITemplateExtractor, IAsyncDisposable
{
    // The camera's driver tells a lit picture from a dark one, whatever they show.
    static readonly byte[] Lit = [.. Enumerable.Repeat((byte)120, PalmFrame.Side * PalmFrame.Side)];

    readonly VirtualPedestal.VirtualPedestal _pedestal;
    int _captures;
    volatile int _palm = 1;

    BoothVisitor(WebSite site, string device)
    {
        var keys = site.KeysOf(device);
        _pedestal = new VirtualPedestal.VirtualPedestal(new()
        {
            Venue = keys.Venue, Device = keys.Device, Mode = LaneMode.Enrolment, BrokerPort = site.BrokerPort, MatchKey = new DeviceKey(keys.Match),
            TicketKey = new DeviceKey(keys.Ticket), FleetKey = new DeviceKey(keys.Fleet), Time = new RealTime { Speed = 2 }, Extractor = this,
            Settings = new Dictionary<string, string> { [SettingNames.Budget] = "5000" },
        });
    }

    /// <summary>Frames in which a palm was looked for.</summary>
    public int Captures => _captures;

    public int LivenessRows => PalmFrame.Side;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the pedestal, with another guest's palms for each number.</summary>
    public static async Task<BoothVisitor> StartAsync(WebSite site, string device, int guest = 1)
    {
        var visitor = new BoothVisitor(site, device) { _palm = 10 * guest };
        visitor._pedestal.Start();
        await visitor._pedestal.WaitReadyAsync(Cancellation);
        return visitor;
    }

    /// <summary>Shows a ticket; the decision of ticketing.</summary>
    public async Task<Decision> ScanAsync(string code)
    {
        _pedestal.ScanCode(code);
        return (await _pedestal.NextOutcomeAsync(Cancellation)).Decision;
    }

    /// <summary>Waits for what the ring shows.</summary>
    public Task SeesAsync(Indication indication) => _pedestal.WaitForAsync(indication, Cancellation);

    /// <summary>Holds a palm over the pedestal, whatever it shows.</summary>
    public void HoldPalm() => _pedestal.ShowPalm(new FrameScene(Lit, (uint)_captures));

    /// <summary>Shows the palm that the ring asks for, and lifts it; the matcher's decision.</summary>
    public async Task<Decision> ShowPalmAsync(Indication asked)
    {
        _palm = _palm / 2 * 2 + (asked == Indication.ShowLeftPalm ? 0 : 1);
        while (true)
        {
            await SeesAsync(asked);
            HoldPalm();

            // On a busy machine a reply may come too late; the ring then asks for the palm again.
            if (await LiftAsync() is not Decision.None and var decision)
            {
                return decision;
            }
        }
    }

    /// <summary>Lifts the palm once it is captured; the matcher's decision.</summary>
    public async Task<Decision> LiftAsync()
    {
        var outcome = await _pedestal.NextOutcomeAsync(Cancellation);
        _pedestal.RemovePalm();
        return outcome.Decision;
    }

    public ExtractionStatus Extract(PalmFrame frame, byte[] template)
    {
        TestTemplates.Capture(TestTemplates.Palm(_palm), Interlocked.Increment(ref _captures)).CopyTo(template, 0);
        return ExtractionStatus.Ok;
    }

    public ExtractionStatus CheckLiveness(PalmFrame frame) => ExtractionStatus.Ok;

    public void Wipe()
    {
    }

    public ValueTask DisposeAsync() => _pedestal.DisposeAsync();
}
