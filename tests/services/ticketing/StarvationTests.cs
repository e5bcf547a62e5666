using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Topic = Pedestal.Protocol.Topic;
using Channel = Pedestal.Hal.Channel;

namespace Pedestal.Ticketing.Tests;

/// <summary>A thief with one pedestal's key who sends valid requests as fast as the broker takes them.</summary>
public sealed class StarvationTests
{
    const int Flood = 5_000;
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_flood_under_one_key_gets_no_replies_and_all_of_another_pedestals_requests_do()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        var victim = await venue.DeviceAsync("gate-1");
        Assert.NotNull(await victim.AskAsync(Body(), Budget, Venue.Stop));
        var thief = new Thief(await venue.LinkAsync("gate-2"), venue.KeyOf("gate-2"));
        await thief.OpenSessionAsync();
        var requests = thief.Seal(Flood);

        var begin = System.Diagnostics.Stopwatch.GetTimestamp();
        var flood = thief.SendAsync(requests);
        var replies = new List<Decision>();
        do
        {
            var reply = await victim.AskAsync(Body(), Budget, Venue.Stop);
            Assert.NotNull(reply);
            replies.Add(Requests.DecisionOf(reply));
        }
        while (!flood.IsCompleted || replies.Count < 20);

        await flood;
        Assert.All(replies, decision => Assert.Equal(Decision.UnknownTicket, decision));
        var passed = System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Assert.InRange(thief.Answered, 1, RateLimit.OfDevice.AtOnce + (int)(RateLimit.OfDevice.PerSecond * passed) + 1);
    }

    static byte[] Body()
    {
        var request = new TicketRequest { Purpose = TicketPurpose.RedeemCode, CodeLength = 4 };
        "none"u8.CopyTo(request.Code);
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        return body;
    }

    sealed class Thief(ServiceLink link, DeviceKey key)
    {
        static readonly HostCipher Cipher = new();
        readonly SendingSession _session = new();
        readonly TaskCompletionSource _opened = new();
        int _answered;
        ulong _id;

        public int Answered => Volatile.Read(ref _answered);

        public async Task OpenSessionAsync()
        {
            await link.SubscribeAsync(Topic.Of(Venue.Name, "gate-2", Channel.TicketReply), (_, payload) =>
            {
                var reply = new Envelope(Cipher);
                if (reply.Open(key, payload.ToArray()) == EnvelopeStatus.Ok && reply.Type == MessageType.SessionOffer)
                {
                    Assert.True(_session.Take(reply));
                    _opened.SetResult();
                }
                else
                {
                    Interlocked.Increment(ref _answered);
                }

                return Task.CompletedTask;
            }, Venue.Stop);
            await SendAsync(Seal(1));
            await _opened.Task.WaitAsync(Venue.Stop);
        }

        public byte[][] Seal(int count) => [.. Enumerable.Range(0, count).Select(_ =>
        {
            var request = new Envelope(Cipher)
            {
                Type = MessageType.TicketRequest, RequestId = ++_id, RemainingMilliseconds = 30_000,
            };
            _session.Number(request);
            return request.Seal(key, Body());
        })];

        public async Task SendAsync(byte[][] requests)
        {
            foreach (var request in requests)
            {
                await link.PublishAsync(Topic.Of(Venue.Name, "gate-2", Channel.TicketRequest), request, Venue.Stop);
            }
        }
    }
}
