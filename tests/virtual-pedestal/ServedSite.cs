using Pedestal.Protocol;
using Xunit.Sdk;
using Xunit.v3;

// Each test mostly waits for its own pedestal.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 12)]

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A serving pedestal for one test, with its console, a broker and a matcher.</summary>
sealed class ServedSite : IAsyncDisposable
{
    /// <summary>The service code.</summary>
    public const string Code = "471100";

    ServedSite(Broker broker, Responder matcher)
    {
        (Broker, Matcher) = (broker, matcher);
        Pedestal = new VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = Site.Venue, Device = Site.Device, MatchKey = Site.MatchKey, TicketKey = Site.TicketKey,
            BrokerPort = broker.Port, Extractor = new AnyFrame(), ServiceCode = Code, Console = Line,
        });
    }

    public ScriptedConsole Line { get; } = new();

    public Broker Broker { get; }

    public Responder Matcher { get; }

    public VirtualPedestal Pedestal { get; }

    public static async Task<ServedSite> StartAsync(CancellationToken cancellation)
    {
        var broker = await Broker.StartAsync(cancellation);
        var matcher = await Responder.StartAsync(broker, cancellation);
        matcher.Match = Decision.Refused;
        matcher.Ticket = Decision.UnknownTicket;
        var site = new ServedSite(broker, matcher);
        site.Pedestal.Start();
        await site.Pedestal.WaitReadyAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(1), cancellation);
        await site.Line.RunAsync("echo off --json", cancellation);
        return site;
    }

    public Task<PresentationOutcome> NextOutcomeAsync(CancellationToken cancellation) =>
        Eventually.DoneAsync(Pedestal.NextOutcomeAsync(cancellation).AsTask(), cancellation, "the next outcome");

    public async ValueTask DisposeAsync()
    {
        await Pedestal.DisposeAsync();
        await Matcher.DisposeAsync();
        await Broker.DisposeAsync();
    }
}
