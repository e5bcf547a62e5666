using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Vein;
using GuestPage = Pedestal.Identity.GuestPage;

namespace Pedestal.Matcher.Tests;

/// <summary>
/// Hill climbing with stolen pedestal keys: start from a template too unlike a guest's, flip one bit at a time, and keep every change
/// that seems to bring it closer.
/// </summary>
public sealed class ClimbingTests : IDisposable
{
    const int Requests = 4_000;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("climbing-");
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly PalmRegister _register;
    readonly PalmStore _store;
    readonly MatchHandler _handler;
    readonly KeyRing _keys = new("demo");
    readonly byte[] _palm = TestTemplates.Palm(1);
    ulong _id;

    public ClimbingTests()
    {
        _keys.Generate("gate-1");
        _store = PalmStore.Open(Path.Combine(_folder.FullName, "identity.db"), Path.Combine(_folder.FullName, "identity.key"),
            TimeProvider.System);
        _register = new PalmRegister(_store);
        _register.LoadPopulation();
        var token = _store.Tokens.Reserve(RelyingParty.Ticketing);
        _register.Enrol(new Enrolment(
            new PartyConsent(RelyingParty.Ticketing, token, new Consent(new ConsentText(1, "I agree."), DateTimeOffset.UtcNow)),
            [Sample(PalmSide.Left, _palm), Sample(PalmSide.Right, TestTemplates.Palm(2))]));
        new GuestListMirror(_register).Apply(RelyingParty.Ticketing, new GuestPage(new byte[GuestLists.CursorLength], IsLast: true,
            [new EventDetails { Number = 1, Name = "tonight", Venue = "demo", Opening = EventOpening.Open }],
            [new MembershipChange(1, System.Security.Cryptography.SHA256.HashData(token), IsIn: true)]));
        _register.FollowSchedule();
        var parties = new Parties(new PartyLink("demo", RelyingParty.Ticketing, new AdmittingTicketing()));
        var options = new MatcherOptions { AttemptsPerMinute = 1_000_000 };
        var metrics = new MatcherMetrics(_services.GetRequiredService<IMeterFactory>());
        _handler = new MatchHandler(_keys, new EntryDesk(_register, parties, TimeProvider.System), null!, null!,
            new AttemptLimit(options, new LeapingTime(), NullLogger<AttemptLimit>.Instance), new ProbeMemory(),
            new RecentEnrolments(TimeProvider.System), metrics, NullLogger.Instance);
    }

    public void Dispose()
    {
        _store.Dispose();
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void If_the_reply_told_the_distance_the_thief_would_get_in() =>
        Assert.True(Climb(template =>
        {
            var match = _register.Population.Identify(TestTemplates.Parse(template));
            return (match.Palm is not null, -(int)(1e6 * match.Distance));
        }));

    [Fact]
    public void With_what_the_reply_tells_the_thief_gets_nowhere()
    {
        var replies = new HashSet<string>();
        Assert.False(Climb(template =>
        {
            var body = AskAsync(template).GetAwaiter().GetResult();
            replies.Add(Convert.ToHexString(body));
            return (body[0] == (byte)Decision.Admitted, BitConverter.ToInt32(body) >> 8);
        }));

        // Not recognised, or refused as a repetition; the coarse times in the reply may vary on a machine that stalls.
        Assert.True(replies.Count < Requests / 20, string.Join(' ', replies));
        Assert.All(replies, body => Assert.Contains(body[..4], new[] { "0400", "0800" }));
    }

    [Fact]
    public async Task A_repeated_probe_is_refused_whatever_its_header_says()
    {
        var probe = TestTemplates.Capture(_palm, 7);
        Assert.Equal(Decision.Admitted, await DecideAsync(probe));
        Assert.Equal(Decision.Refused, await DecideAsync(probe));
        probe[TemplateFormat.QualityOffset]--;
        Assert.Equal(Decision.Refused, await DecideAsync(probe));
        Assert.Equal(Decision.Admitted, await DecideAsync(TestTemplates.Capture(_palm, 8)));
    }

    [Fact]
    public async Task A_resend_of_the_same_request_does_not_count_as_a_repetition()
    {
        var probe = TestTemplates.Capture(_palm, 7);
        Assert.Equal(Decision.Admitted, await DecideAsync(probe, 5));
        Assert.Equal(Decision.Admitted, await DecideAsync(probe, 5));
    }

    [Fact]
    public async Task An_exact_copy_of_an_enrolled_template_is_refused() =>
        Assert.Equal(Decision.Refused, await DecideAsync(_palm));

    bool Climb(Func<byte[], (bool IsIn, int Signal)> ask)
    {
        var random = new Random(1);
        var best = JustUnlike();
        var (isIn, signal) = ask(best);
        Assert.False(isIn, "The thief must start as a stranger.");
        for (var i = 0; i < Requests && !isIn; i++)
        {
            var tried = (byte[])best.Clone();
            var at = random.Next(TemplateFormat.PlaneCount * TemplateFormat.PlaneLength);
            tried[TemplateFormat.PlanesOffset + at] ^= MaskOf(best, at);
            (isIn, var now) = ask(tried);
            (best, signal) = now > signal ? (tried, now) : (best, signal);
        }

        return isIn;
    }

    // The more bits differ, the farther the way; this is the nearest that is refused, and that a single change does not bring in.
    byte[] JustUnlike()
    {
        for (var share = 0.25; ; share += 0.005)
        {
            var template = Flip([.. _palm], new Random(1), share);
            if (_register.Population.Identify(TestTemplates.Parse(template)).Palm is null)
            {
                return Flip([.. _palm], new Random(1), share + 0.005);
            }
        }
    }

    async Task<Decision> DecideAsync(byte[] template, ulong? id = null) => (Decision)(await AskAsync(template, id))[0];

    Task<byte[]> AskAsync(byte[] template, ulong? id = null)
    {
        var request = new MatchRequest { Purpose = MatchPurpose.Enter };
        template.CopyTo(request.Template, 0);
        var body = new byte[MatchRequest.Length];
        request.Write(body);
        return _handler.HandleAsync(
            new SealedRequest("gate-1", id ?? ++_id + 100, body, TimeSpan.FromHours(1), TimeProvider.System.GetTimestamp(),
                TimeProvider.System),
            TestContext.Current.CancellationToken);
    }

    static byte[] Flip(byte[] template, Random random, double share)
    {
        for (var bit = 0; bit < 8 * TemplateFormat.PlaneCount * TemplateFormat.PlaneLength; bit++)
        {
            var mask = random.NextDouble() < share ? MaskOf(template, bit / 8) & 1 << bit % 8 : 0;
            template[TemplateFormat.PlanesOffset + bit / 8] ^= (byte)mask;
        }

        return template;
    }

    // The valid cells of a byte of a plane.
    static byte MaskOf(byte[] template, int at) => template[
        TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength + at % TemplateFormat.PlaneLength];

    static EnrolmentSample Sample(PalmSide side, byte[] bytes) => new(side, bytes, TestTemplates.Parse(bytes));

    /// <summary>Ticketing in which everybody has a ticket.</summary>
    sealed class AdmittingTicketing : ITicketing
    {
        public Task<Redemption> RedeemAsync(byte[] token, long eventNumber, PassageTerms terms, PedestalRequest request, TimeSpan budget,
            CancellationToken cancellation) => Task.FromResult<Redemption>(Decision.Admitted);

        public Task<Decision> CheckLinkAsync(
            byte[] link, PedestalRequest request, TimeSpan budget, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Decision> BindAsync(byte[] token, byte[] link, PedestalRequest request, TimeSpan budget,
            CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Decision> CheckDeletionAsync(byte[] token, byte[] link, PedestalRequest request, TimeSpan budget,
            CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Decision> EndAsync(byte[] tokenDigest, TimeSpan budget, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }

    /// <summary>A clock that advances an hour each time it is read, so that no rate limit stops this thief.</summary>
    sealed class LeapingTime : TimeProvider
    {
        long _hours;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => 3600 * ++_hours;
    }
}
