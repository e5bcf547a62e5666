using System.Text;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Web.Tests;

/// <summary>Tickets sold at a site, and guests who came before a test begins.</summary>
static class Sales
{
    /// <summary>Sells rows of "code,account,event" and opens the event "tonight".</summary>
    public static void Sell(this WebSite site, params string[] rows)
    {
        var list = TicketList.Read(Encoding.UTF8.GetBytes("code,account,event\n" + string.Join('\n', rows)), "tickets.csv");
        Assert.Empty(list.Errors);
        site.Tickets.Import(list.Rows);
        site.Tickets.Events.SetOpening("tonight", "demo", EventOpening.Open, DateTimeOffset.UtcNow);
    }

    /// <summary>A guest came in, or left, some time ago.</summary>
    public static Decision Pass(this WebSite site, string code, DateTimeOffset at, string entrance = "main", Direction direction = Direction.In) =>
        site.Tickets.Admissions.ByCodeAsync(code, new EntryAttempt(new Entrance("demo", entrance), "gate-1", new PassageTerms(direction, 0)),
            $"test/{Guid.NewGuid():N}", at, CancellationToken.None).GetAwaiter().GetResult().Decision;
}
