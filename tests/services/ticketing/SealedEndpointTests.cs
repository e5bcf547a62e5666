using CsCheck;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SealedEndpointTests
{
    static readonly HostCipher Cipher = new();
    static readonly byte[] AnyBody = [1, 2, 3];

    readonly RecordingLog _log = new();
    readonly ManualTime _time = new();
    readonly KeyRing _keys = new("demo");
    readonly DeviceKey _key;
    readonly SealedEndpoint _endpoint;
    Func<SealedRequest, CancellationToken, Task<byte[]>> _handler;
    TimeSpan _lag;
    // Too late, and nothing to undo.
    static readonly byte[] NotBegun = [(byte)Decision.TooLate, AdmissionNotes.NotBegun];

    int _runs;
    readonly SendingSession _session = new();

    public SealedEndpointTests()
    {
        _key = new DeviceKey(_keys.Generate("gate-1"));
        _handler = (_, _) => Task.FromResult<byte[]>([42]);
        _endpoint = new SealedEndpoint(
            _keys, MessageType.TicketRequest, MessageType.TicketReply, Cipher, _time, _log,
            (request, cancellation) =>
            {
                Interlocked.Increment(ref _runs);
                return _handler(request, cancellation);
            },
            (decision, notes) => notes == 0 ? [(byte)decision] : [(byte)decision, notes],
            limit: new RateLimit(1_000_000, 1_000_000))
        {
            Lag = _ => _lag,
        };
        OpenSession(_endpoint);
    }

    [Fact]
    public async Task An_authentic_request_is_answered_under_its_id()
    {
        SealedRequest? seen = null;
        _handler = (request, _) =>
        {
            seen = request;
            return Task.FromResult<byte[]>([7]);
        };
        var reply = new Envelope(Cipher);

        Assert.Equal(EnvelopeStatus.Ok, reply.Open(_key, (await Handle(Sealed(id: 5, budget: 800)))!));

        Assert.Equal((MessageType.TicketReply, 5UL), (reply.Type, reply.RequestId));
        Assert.Equal([7], reply.Body);
        Assert.Equal(("gate-1", 5UL), (seen!.Device, seen.RequestId));
        Assert.Equal(AnyBody, seen.Body);
        Assert.Equal(TimeSpan.FromMilliseconds(800), seen.Budget);
    }

    [Fact]
    public async Task A_replayed_or_superseded_request_is_dropped()
    {
        var (overtaken, first) = (Sealed(id: 2), Sealed(id: 1));
        Assert.NotNull(await Handle(first));
        Assert.Null(await Handle(first));
        Assert.Null(await Handle(overtaken));
        Assert.Equal(1, _runs);
        Assert.Contains(_log.Lines, l => l.Contains("gate-1: replayed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_from_another_session_is_offered_the_current_one_and_not_carried_out()
    {
        var request = new Envelope(Cipher) { Type = MessageType.TicketRequest, RequestId = 9, Session = 77, Sequence = 5 };
        var offer = new Envelope(Cipher);
        Assert.Equal(EnvelopeStatus.Ok, offer.Open(_key, (await Handle(request.Seal(_key, AnyBody)))!));
        var body = new SessionOffer();
        Assert.True(body.Read(offer.Body));
        Assert.Equal((MessageType.SessionOffer, 9ul, 77ul, 5u), (offer.Type, offer.RequestId, offer.Session, offer.Sequence));
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), body.UnixMilliseconds);
        Assert.Equal(0, _runs);

        // The device's own session continues all the same.
        Assert.Equal(42, ReplyOf(await Handle(Sealed(id: 1))));
    }

    [Fact]
    public async Task A_forged_sequence_does_not_lock_the_device_out()
    {
        var forged = Sealed(id: 1);
        Bytes.PutUInt32(forged, 20, uint.MaxValue);
        Assert.Null(await Handle(forged));
        Assert.NotNull(await Handle(Sealed(id: 2)));
    }

    [Fact]
    public void Any_altered_bit_is_dropped()
    {
        var message = Sealed(id: 1);
        Gen.Int[0, message.Length * 8 - 1].Sample(
            bit =>
            {
                var altered = (byte[])message.Clone();
                altered[bit / 8] ^= (byte)(1 << bit % 8);
                return Handle(altered).Result == null;
            },
            iter: 200, threads: 1);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public void Any_bytes_at_all_are_dropped() => Gen.Byte.Array[0, 3000].Sample(
        bytes => Handle(bytes).Result == null, iter: 200, threads: 1);

    [Fact]
    public async Task Every_kind_of_invalid_message_is_dropped_and_reported()
    {
        var good = Sealed(id: 1);
        Assert.Null(await Handle(good[..20]));
        Assert.Null(await Handle([.. good, 0]));
        Assert.Null(await Handle(new byte[Envelope.MaximumLength + 1]));
        Assert.Null(await Handle([.. good.Select((b, i) => i == 1 ? (byte)9 : b)]));
        Assert.Null(await Handle(Sealed(id: 1, type: MessageType.MatchRequest)));
        Assert.Null(await Handle(good, "gate-9"));
        Assert.Null(await Handle(good, "line\nbreak"));
        Assert.Equal(0, _runs);
        Assert.Equal(
            [
                "gate-1: WrongSize", "gate-1: WrongLength", "gate-1: UnknownVersion", "gate-1: wrong message type",
                "gate-9: unknown device",
            ],
            _log.Lines.Select(ReasonIn));
    }

    [Fact]
    public async Task A_flood_of_invalid_messages_does_not_flood_the_log()
    {
        for (var i = 0; i < 1000; i++)
        {
            await Handle([1]);
            await Handle([1], $"gate-{i + 10}");
        }

        Assert.Equal(["gate-1: WrongSize", "gate-10: unknown device"], _log.Lines.Select(ReasonIn));

        _time.Advance(TimeSpan.FromSeconds(10));
        await Handle([1]);
        await Handle([1], "line\nbreak");
        Assert.Equal(
            [
                "TicketRequest dropped a message from gate-1: WrongSize; 999 more were not logged",
                "TicketRequest dropped a message from (invalid name): unknown device; 999 more were not logged",
            ],
            _log.Lines.Skip(2).Select(line => line[line.IndexOf("TicketRequest", StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task A_message_sealed_for_another_device_is_dropped()
    {
        _keys.Generate("gate-2");
        Assert.Null(await Handle(Sealed(id: 1), "gate-2"));
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task A_resend_gets_the_decision_already_made()
    {
        Assert.Equal(42, ReplyOf(await Handle(Sealed(id: 1))));
        _handler = (_, _) => Task.FromResult<byte[]>([43]);
        Assert.Equal(42, ReplyOf(await Handle(Sealed(id: 1, budget: 0))));
        Assert.Equal(1, _runs);
        Assert.Equal(43, ReplyOf(await Handle(Sealed(id: 2))));
    }

    [Fact]
    public async Task A_request_and_its_resends_while_it_runs_share_one_reply()
    {
        var decision = new TaskCompletionSource<byte[]>();
        _handler = (_, _) => decision.Task;
        var first = Handle(Sealed(id: 1, budget: 60_000));
        Assert.Null(await Handle(Sealed(id: 1, budget: 59_000)));
        Assert.Null(await Handle(Sealed(id: 1, budget: 58_000)));
        decision.SetResult([9]);

        Assert.Equal(9, ReplyOf(await first));
        Assert.Equal(1, _runs);

        // That reply may be lost: the next resend gets the same one.
        Assert.Equal(9, ReplyOf(await Handle(Sealed(id: 1, budget: 57_000))));
    }

    [Fact]
    public async Task A_resend_shows_how_much_of_the_budget_is_left()
    {
        SealedRequest? seen = null;
        var decision = new TaskCompletionSource<byte[]>();
        var handled = new TaskCompletionSource();
        _handler = (request, _) =>
        {
            seen = request;
            handled.SetResult();
            return decision.Task;
        };
        var first = Handle(Sealed(id: 1, budget: 60_000));
        await handled.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Handle(Sealed(id: 1, budget: 10_000));
        Assert.Equal(TimeSpan.FromSeconds(10), seen!.Remaining);
        await Handle(Sealed(id: 1, budget: 30_000));
        Assert.Equal(TimeSpan.FromSeconds(10), seen.Remaining);

        decision.SetResult([1]);
        Assert.Equal(1, ReplyOf(await first));
    }

    [Fact]
    public async Task Log_lines_about_a_request_carry_its_device_and_id()
    {
        _handler = (_, _) => throw new InvalidOperationException("broken");
        await Handle(Sealed(id: 0xAB));

        Assert.Equal("gate-1 00000000000000ab", Assert.Single(_log.Scopes)!.ToString());
    }

    [Fact]
    public async Task Reusing_an_id_for_another_request_is_refused()
    {
        Assert.Equal(42, ReplyOf(await Handle(Sealed(id: 1))));
        Assert.Equal((int)Decision.Refused, ReplyOf(await Handle(Sealed(id: 1, body: [9, 9, 9]))));
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Decisions_are_forgotten_after_a_time_and_beyond_a_number()
    {
        await Handle(Sealed(id: 1));
        _time.Advance(TimeSpan.FromSeconds(31));
        await Handle(Sealed(id: 1));
        Assert.Equal(2, _runs);

        for (var id = 2UL; id < 5000; id++)
        {
            await Handle(Sealed(id));
        }

        var before = _runs;
        await Handle(Sealed(id: 4999));
        Assert.Equal(before, _runs);
        await Handle(Sealed(id: 1));
        Assert.Equal(before + 1, _runs);
    }

    [Fact]
    public async Task A_request_without_budget_is_too_late_and_not_carried_out()
    {
        Assert.Equal(NotBegun, BodyOf(await Handle(Sealed(id: 1, budget: 0))));
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task A_request_whose_budget_ran_out_in_transit_is_too_late_and_not_carried_out()
    {
        _lag = TimeSpan.FromMilliseconds(900);
        Assert.Equal(NotBegun, BodyOf(await Handle(Sealed(id: 1, budget: 800))));
        Assert.Equal(0, _runs);

        _lag = TimeSpan.FromMilliseconds(300);
        Assert.Equal(42, ReplyOf(await Handle(Sealed(id: 2, budget: 800))));
    }

    [Fact]
    public async Task A_handler_that_overruns_is_too_late_and_is_cancelled()
    {
        var cancelled = new TaskCompletionSource();
        var release = new TaskCompletionSource<byte[]>();
        _handler = async (_, cancellation) =>
        {
            await using var registration = cancellation.Register(() => cancelled.TrySetResult());
            return await release.Task;
        };
        Assert.Equal((int)Decision.TooLate, ReplyOf(await Handle(Sealed(id: 1, budget: 20))));
        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);

        // If it decides after all, a resend gets that decision.
        release.SetResult([1]);
        Assert.Equal(1, ReplyOf(await Handle(Sealed(id: 1, budget: 60_000))));
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task A_handler_that_gives_up_at_its_deadline_is_too_late()
    {
        _handler = (_, _) => throw new OperationCanceledException();
        Assert.Equal((int)Decision.TooLate, ReplyOf(await Handle(Sealed(id: 1))));
    }

    [Fact]
    public async Task A_failing_handler_is_unavailable_and_a_resend_runs_it_again()
    {
        _handler = (_, _) => throw new InvalidOperationException("broken");
        Assert.Equal((int)Decision.Unavailable, ReplyOf(await Handle(Sealed(id: 1))));
        _handler = (_, _) => Task.FromResult<byte[]>([42]);
        Assert.Equal(42, ReplyOf(await Handle(Sealed(id: 1))));
    }

    [Fact]
    public async Task Wherever_the_machine_stands_still_a_request_is_served_or_told_that_it_is_too_late()
    {
        for (var standstill = 20; standstill < 500; standstill += 10)
        {
            var endpoint = new SealedEndpoint(
                _keys, MessageType.TicketRequest, MessageType.TicketReply, Cipher, new HaltingTime(standstill), _log,
                (_, _) => Task.FromResult<byte[]>([42]), (decision, _) => [(byte)decision], limit: new RateLimit(1_000_000, 1_000_000), atOnce: 1);
            OpenSession(endpoint);

            var reply = await endpoint.HandleAsync("gate-1", Sealed(id: 1), TestContext.Current.CancellationToken);

            Assert.Contains(ReplyOf(reply), new[] { 42, (int)Decision.TooLate });
        }
    }

    /// <summary>A clock on which so much time passes before each look at it.</summary>
    sealed class HaltingTime(int milliseconds) : TimeProvider
    {
        long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Interlocked.Add(ref _now, milliseconds);
    }

    static string ReasonIn(string line) => line[(line.IndexOf("from ", StringComparison.Ordinal) + 5)..line.LastIndexOf(';')];

    byte[] Sealed(
        ulong id, int budget = 1000, byte[]? body = null, MessageType type = MessageType.TicketRequest) =>
        Seal(new Envelope(Cipher)
        {
            Type = type,
            RequestId = id,
            RemainingMilliseconds = budget,
        }, body ?? AnyBody);

    byte[] Seal(Envelope envelope, byte[] body)
    {
        _session.Number(envelope);
        return envelope.Seal(_key, body);
    }

    /// <summary>Sends a request without a session and accepts the one offered.</summary>
    void OpenSession(SealedEndpoint endpoint)
    {
        var offer = new Envelope(Cipher);
        var sealedOffer = endpoint.HandleAsync("gate-1", Sealed(id: 0xFFFF), TestContext.Current.CancellationToken).Result;
        Assert.Equal(EnvelopeStatus.Ok, offer.Open(_key, sealedOffer));
        Assert.Equal((MessageType.SessionOffer, 0xFFFFul), (offer.Type, offer.RequestId));
        Assert.True(_session.Take(offer));
    }

    Task<byte[]?> Handle(byte[] message, string device = "gate-1") =>
        _endpoint.HandleAsync(device, message, TestContext.Current.CancellationToken);

    int ReplyOf(byte[]? reply) => Assert.Single(BodyOf(reply));

    byte[] BodyOf(byte[]? reply)
    {
        Assert.NotNull(reply);
        var envelope = new Envelope(Cipher);
        Assert.Equal(EnvelopeStatus.Ok, envelope.Open(_key, reply));
        return envelope.Body;
    }
}
