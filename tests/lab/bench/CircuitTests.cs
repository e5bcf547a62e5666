using System.Text;
using Pedestal.Core.Guidance;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Bench.Tests;

/// <summary>Pages that the load holds open without a browser.</summary>
public sealed class CircuitTests
{
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_open_page_receives_what_happens_at_the_lanes()
    {
        var stop = TestContext.Current.CancellationToken;
        using var venue = new LoadVenue(pedestals: 1, mosquitto: false, postgresql: null, matchers: 0, ticketings: 1, hasFleet: true);
        venue.Start();
        var link = new Uri(await venue.FirstLinkAsync(stop));
        await using var gate = new LoadPedestal(venue, venue.Pedestals[0], Budget, TimeSpan.Zero, tellsOperators: true);
        await gate.ConnectAsync(stop);
        using var session = await OperatorSession.JoinAsync(link, stop);
        await using var page = await Circuit.OpenAsync(session, stop);
        var batches = System.Threading.Channels.Channel.CreateUnbounded<string>();
        page.Changed += batch => batches.Writer.TryWrite(Encoding.UTF8.GetString(batch));
        page.Begin();

        var reply = await gate.EnterAsync(0, new byte[TemplateFormat.Length], stop);
        var words = IndicationTable.Of(DecisionTable.Of(reply.Decision!.Value).Indication).Meaning;
        while (!(await batches.Reader.ReadAsync(stop)).Contains(words, StringComparison.Ordinal))
        {
        }

        Assert.Null(page.Tally.End);
        Assert.InRange(page.Tally.Batches, 1, int.MaxValue);
    }
}
