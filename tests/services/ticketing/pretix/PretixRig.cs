using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;
using Pedestal.Testing;

namespace Pedestal.Ticketing.Tests;

/// <summary>A pretix with one event and one check-in list, and a venue that is connected to it.</summary>
sealed class PretixRig : IAsyncDisposable
{
    internal const string Slug = "democon";
    internal const long ListId = 12;
    internal const string Show = "democon/12";

    static readonly DateTimeOffset Start = new(2031, 6, 1, 18, 0, 0, TimeSpan.Zero);

    readonly TestDatabase _database;
    readonly OwnMeters _meters = new();
    readonly PretixOptions _options;
    ulong _requests;

    PretixRig(PretixStub stub, FakeTimeProvider time, TestDatabase database, PretixOptions? options)
    {
        (Stub, Time, _database) = (stub, time, database);
        _options = options ?? new PretixOptions();
        _options.Lists = _options.Lists.Length > 0 ? _options.Lists : [Show];
        Event = new StubEvent { Slug = Slug, DateFrom = Start.AddHours(-1), DateTo = Start.AddHours(8) };
        List = new StubList { Id = ListId };
        Event.Items[1] = false;
        Event.Lists.Add(List);
        stub.Events.Add(Event);
        Open();
    }

    internal static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal PretixStub Stub { get; }

    internal FakeTimeProvider Time { get; }

    internal StubEvent Event { get; }

    internal StubList List { get; }

    internal RecordingLog Log { get; } = new();

    internal TicketStore Store { get; private set; } = null!;

    internal PretixMirror Mirror { get; private set; } = null!;

    internal PretixTicketing Tickets { get; private set; } = null!;

    internal PretixDevice Device => new(Stub.Url, PretixStub.Organizer, PretixStub.DeviceId, "HHZ9LW9JWP390VFZ", PretixStub.ApiToken, "North gate");

    internal DateTimeOffset Now => Time.GetUtcNow();

    internal static async Task<PretixRig> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite, PretixOptions? options = null)
    {
        var time = new FakeTimeProvider(Start);
        return new PretixRig(await PretixStub.StartAsync(time), time, new TestDatabase(engine), options);
    }

    /// <summary>Stops the venue's process at any instant, and starts another one.</summary>
    internal void Restart()
    {
        Close();
        Open();
    }

    /// <summary>Reads pretix, whatever the time, and sends what is due.</summary>
    internal Task<TimeSpan> SyncAsync()
    {
        Time.Advance(PretixMirror.Refresh);
        return Mirror.RoundAsync(Stop);
    }

    /// <summary>Lets time pass until everything that happened can be told, and tells it.</summary>
    internal async Task SettleAsync()
    {
        await SyncAsync();
        Time.Advance(TimeSpan.FromMinutes(2));
        await SyncAsync();
        await SyncAsync();
    }

    internal TicketCall Call(string pedestal = "gate-1") => TicketCall.Of(pedestal, ++_requests, TimeSpan.FromSeconds(1));

    internal static EntryAttempt Lane(int seconds = 0, Direction direction = Direction.In, string pedestal = "gate-1", string entrance = "main") =>
        new(new Entrance("demo", entrance), pedestal, new PassageTerms(direction, seconds));

    internal Task<TicketOutcome> ScanAsync(string code, int seconds = 0, Direction direction = Direction.In, string pedestal = "gate-1") =>
        Tickets.RedeemCodeAsync(code, Lane(seconds, direction, pedestal), Call(pedestal), Stop);

    internal async Task<Decision> DecisionAsync(string code) => (await ScanAsync(code)).Decision;

    internal Task<TicketOutcome> HoverAsync(byte[] token, int seconds = 0, Direction direction = Direction.In) =>
        Tickets.RedeemTokenAsync(token, Number, Lane(seconds, direction), Call(), Stop);

    internal Task<TicketOutcome> ReportAsync(PassageOutcome outcome, ulong request) => Tickets.ReportPassageAsync(
        new PassageReport { Outcome = outcome, RequestId = request, UnixSeconds = Now.ToUnixTimeSeconds() },
        new Entrance("demo", "main"), "gate-1", Call(), Stop);

    internal ulong LastRequest => _requests;

    internal int Number => Store.Events.Find(Show, "demo")!.Number;

    /// <summary>Binds a palm with a ticket, as at an enrolment pedestal.</summary>
    internal async Task<byte[]> EnrolAsync(string code)
    {
        var token = RandomNumberGenerator.GetBytes(32);
        var (outcome, link) = await Tickets.OpenEnrolmentAsync(code, new Booth("booth-1", IsInside: false), Call("booth-1"), Stop);
        Assert.Equal(Decision.EnrolmentOpened, outcome.Decision);
        Assert.Equal(Decision.Bound, (await Tickets.BindTokenAsync(link!, token, "booth-1", Call("matcher"), Stop)).Decision);
        return token;
    }

    internal static string DigestOf(byte[] token) => Convert.ToHexStringLower(SHA256.HashData(token));

    /// <summary>The digests on the event's guest list, as the matcher reads them.</summary>
    internal async Task<List<string>> GuestsAsync()
    {
        var members = new HashSet<(int, string)>();
        for (var after = GuestCursor.Beginning; ;)
        {
            var page = await Tickets.ChangesAsync(after, Call("matcher"), Stop);
            foreach (var member in page.Changes.OfType<MembershipChange>())
            {
                var key = (member.Event, Convert.ToHexStringLower(member.TokenDigest));
                _ = member.IsIn ? members.Add(key) : members.Remove(key);
            }

            after = page.Next;
            if (!page.HasMore)
            {
                return [.. members.Where(m => m.Item1 == Number).Select(m => m.Item2).Order()];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await Stub.DisposeAsync();
        _database.Dispose();
        Assert.DoesNotContain(Log.Lines, line => line.Contains(PretixStub.ApiToken, StringComparison.Ordinal)
            || line.Contains("-secret-", StringComparison.Ordinal));
    }

    void Open()
    {
        Store = new TicketStore(_database.Source);
        var options = new TicketingOptions { Venue = "demo", Pretix = _options };
        Mirror = new PretixMirror(Store, options, Device, _meters, Time, Log.Of<PretixMirror>());
        var trusted = new TrustedTime(Time);
        var local = new BuiltInTickets(Store, options, trusted, new TicketingMetrics(_meters), Log.Of<BuiltInTickets>());
        Tickets = new PretixTicketing(local, Store, Mirror, options, trusted, Log.Of<PretixTicketing>());
    }

    void Close()
    {
        Mirror.Dispose();
        Store.Dispose();
    }
}
