using CsCheck;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>Replay, reordering and restarts at both ends of a session.</summary>
public class SessionTests
{
    const long Second = 1_000_000;
    static readonly DeviceKey Key = new([.. Enumerable.Range(0, 48).Select(i => (byte)i)]);
    static readonly HostCipher Cipher = new();

    [Fact]
    public void A_session_opens_in_one_round_trip_and_its_numbers_increase()
    {
        var (sender, receiver) = (new SendingSession(), Receiver());
        var first = Number(sender);
        Assert.Equal(SessionVerdict.Elsewhere, Take(receiver, first));
        Assert.True(sender.Take(Offer(receiver, first)));
        var (second, third) = (Number(sender), Number(sender));
        Assert.Equal(SessionVerdict.Fresh, Take(receiver, third));
        Assert.Equal(SessionVerdict.Repeated, Take(receiver, second));
        Assert.Equal(SessionVerdict.Repeated, Take(receiver, third));
    }

    /// <summary>Whatever is delivered in any order and number, with restarts of both ends, no request is fresh twice.</summary>
    [Fact]
    public void No_request_is_fresh_twice() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1_000]).Array[1, 200].Sample(steps =>
        {
            var (sender, receiver, now) = (new SendingSession(), Receiver(), 0L);
            List<Envelope> messages = [];
            List<Envelope> offers = [];
            List<Envelope> done = [];
            foreach (var (what, which) in steps)
            {
                now += which * Second / 100;
                switch (what)
                {
                    case 0: sender = new SendingSession(); break;
                    case 1: receiver = Receiver(); break;
                    case 2 when offers.Count > 0: sender.Take(offers[which % offers.Count]); break;
                    case <= 5: messages.Add(Number(sender)); Deliver(messages[^1]); break;
                    default: Deliver(messages.Count > 0 ? messages[which % messages.Count] : Number(sender)); break;
                }
            }

            Assert.Equal(done.Count, done.Distinct().Count());

            void Deliver(Envelope message)
            {
                var verdict = receiver.Take(message.Session, message.Sequence, now);
                if (verdict == SessionVerdict.Fresh)
                {
                    done.Add(message);
                }
                else if (verdict == SessionVerdict.Elsewhere)
                {
                    offers.Add(Offer(receiver, message, now));
                    sender.Take(offers[^1]);
                }
            }
        }, iter: 500, threads: 1);

    /// <summary>An attacker sends recorded messages before and after each of the sender's.</summary>
    [Fact]
    public void Recorded_messages_neither_end_a_session_nor_prevent_one()
    {
        List<Envelope> recorded = [];
        var receiver = Receiver();
        for (var life = 0; life < 20; life++)
        {
            var sender = new SendingSession();
            var first = Number(sender);
            Assert.Equal(SessionVerdict.Elsewhere, Take(receiver, first));
            var offer = Offer(receiver, first);
            Attack();
            Assert.True(sender.Take(offer));
            for (var i = 0; i < 5; i++)
            {
                Attack();
                recorded.Add(Number(sender));
                Assert.Equal(SessionVerdict.Fresh, Take(receiver, recorded[^1]));
            }

            recorded.Add(first);
        }

        void Attack()
        {
            foreach (var message in recorded)
            {
                Assert.NotEqual(SessionVerdict.Fresh, Take(receiver, message));
                Offer(receiver, message);
            }
        }
    }

    [Fact]
    public void A_sender_leaves_a_session_only_once()
    {
        var (sender, receiver) = (new SendingSession(), Receiver());
        var first = Number(sender);
        var offer = Offer(receiver, first);
        Assert.True(sender.Take(offer));
        var session = sender.Id;
        Assert.Equal(SessionVerdict.Fresh, Take(receiver, Number(sender)));
        Assert.False(sender.Take(offer));
        Assert.False(sender.Take(Offer(receiver, first)));
        Assert.Equal(session, sender.Id);
    }

    [Fact]
    public void A_delayed_request_is_invalid_after_its_session_or_offer_has_expired()
    {
        var (sender, receiver) = (new SendingSession(), Receiver());
        Assert.True(sender.Take(Offer(receiver, Number(sender))));
        var held = Number(sender);
        Assert.Equal(SessionVerdict.Elsewhere, Take(receiver, held, 10 * Second));

        Assert.True(sender.Take(Offer(receiver, held, 10 * Second)));
        Assert.Equal(SessionVerdict.Fresh, Take(receiver, Number(sender), 11 * Second));
        Assert.Equal(SessionVerdict.Fresh, Take(receiver, Number(sender), 110 * Second));
        Assert.Equal(SessionVerdict.Elsewhere, Take(receiver, Number(sender), 210 * Second));
    }

    [Fact]
    public void After_the_last_number_the_sender_requests_a_new_session()
    {
        var sender = new SendingSession();
        typeof(SendingSession).GetProperty(nameof(SendingSession.Sequence))!.SetValue(sender, uint.MaxValue);
        var next = Number(sender);
        Assert.Equal((0ul, 1u), (next.Session, next.Sequence));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(16)]
    public void An_offer_without_a_session_or_of_another_length_is_not_accepted(int length)
    {
        var sender = new SendingSession();
        var offer = Number(sender);
        offer.Body = new byte[length];
        Assert.False(sender.Take(offer));
    }

    static ReceivingSession Receiver() => new(Cipher, lifeSeconds: 100, offerSeconds: 10);

    static SessionVerdict Take(ReceivingSession receiver, Envelope message, long now = 0) =>
        receiver.Take(message.Session, message.Sequence, now);

    static Envelope Number(SendingSession sender)
    {
        var message = new Envelope(Cipher) { Type = MessageType.TicketRequest };
        sender.Number(message);
        return message;
    }

    static Envelope Offer(ReceivingSession receiver, Envelope request, long now = 0)
    {
        var offer = new Envelope(Cipher)
        {
            Type = MessageType.SessionOffer, Session = request.Session, Sequence = request.Sequence,
        };
        Assert.Equal(EnvelopeStatus.Ok,
            offer.Open(Key, offer.Seal(Key, new SessionOffer { Session = receiver.Offer(now) }.Write())));
        return offer;
    }
}
