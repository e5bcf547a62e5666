using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>The flashed application at a virtual turnstile, from the relay's pulse to ticketing's note of the passage.</summary>
public sealed class PassageTests : IAsyncLifetime
{
    const int TestTimeout = 60_000;
    Broker _broker = null!;
    Responder _responder = null!;
    VirtualPedestal _pedestal = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _broker = await Broker.StartAsync(Stop);
        _responder = await Responder.StartAsync(_broker, Stop);
        _responder.Ticket = Decision.Admitted;
        _pedestal = new VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = Site.Venue, Device = Site.Device, MatchKey = Site.MatchKey, TicketKey = Site.TicketKey,
            BrokerPort = _broker.Port, Extractor = new AnyFrame(),
            Settings = new Dictionary<string, string> { [SettingNames.GatePassage] = "4" },
        });
        _pedestal.Start();
        await _pedestal.WaitReadyAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _pedestal.DisposeAsync();
        await _responder.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_guest_who_walks_through_is_reported()
    {
        var stop = TestContext.Current.CancellationToken;
        Run("walk once 300");
        var admitted = await ScanAsync("T-1", stop);
        Assert.Equal((PassageOutcome.Passed, admitted), await ReportAsync(1, stop));
        Assert.Equal(1, _pedestal.Parts.Turnstile.Passages);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_guest_who_stays_is_told_and_the_entry_undone()
    {
        var stop = TestContext.Current.CancellationToken;
        Run("walk stay");
        var admitted = await ScanAsync("T-1", stop);
        await _pedestal.WaitForAsync(Indication.NoPassage, stop);
        Assert.Equal((PassageOutcome.NotPassed, admitted), await ReportAsync(1, stop));
    }

    [Fact(Timeout = TestTimeout)]
    public async Task Two_for_one_are_reported_as_such()
    {
        var stop = TestContext.Current.CancellationToken;
        Run("walk twice 300");
        var admitted = await ScanAsync("T-1", stop);
        Assert.Equal((PassageOutcome.Passed, admitted), await ReportAsync(1, stop));
        Assert.Equal(PassageOutcome.Unadmitted, (await ReportAsync(2, stop)).Outcome);
    }

    [Theory]
    [InlineData("pass-bounces", PassFault.Bouncing)]
    [InlineData("pass-stuck", PassFault.StuckClosed)]
    [InlineData("pass-wire", PassFault.WireBroken)]
    public void The_pass_contact_breaks_and_is_mended(string part, PassFault fault)
    {
        Run($"break {part}");
        Assert.Equal(fault, _pedestal.Parts.Turnstile.Fault);
        Run($"mend {part}");
        Assert.Equal(PassFault.None, _pedestal.Parts.Turnstile.Fault);
    }

    [Fact]
    public void Commands_say_what_they_did_or_need()
    {
        const string Walk = "'walk' needs stay, once or twice, and if need be 0 to 60000 milliseconds.";
        Assert.All(
            new Dictionary<string, string>
            {
                ["pass"] = "The turnstile is locked.", ["pass 1"] = "'pass' takes no argument.",
                ["walk"] = "'walk' needs an argument; 'help' shows which.", ["walk 1"] = Walk, ["walk once soon"] = Walk,
                ["walk once 70000"] = Walk, ["walk once 1 2"] = Walk, ["walk stay"] = "Guests stay in front of the turnstile.",
                ["walk twice 500"] = "Two guests walk through 500 ms after the turnstile unlocks for one.",
            },
            pair => Assert.Equal(pair.Value, Run(pair.Key)));
    }

    string Run(string line) => new Commands(_pedestal).Execute(line);

    async Task<ulong> ScanAsync(string code, CancellationToken stop)
    {
        _pedestal.ScanCode(code);
        var outcome = await _pedestal.NextOutcomeAsync(stop);
        Assert.Equal(Decision.Admitted, outcome.Decision);
        return outcome.RequestId;
    }

    async Task<(PassageOutcome Outcome, ulong Request)> ReportAsync(int number, CancellationToken stop)
    {
        await Eventually.TrueAsync(() => _responder.Reports.Count >= number, stop);
        return _responder.Reports.ElementAt(number - 1);
    }
}
