using Pedestal.Hal.Host;
using Pedestal.Messaging.Nodes;
using Pedestal.Protocol;

namespace Pedestal.Messaging.Tests;

public sealed class NodeMarkTests
{
    [Fact]
    public void A_session_begins_with_the_mark_of_its_node_and_is_otherwise_random()
    {
        var session = new ReceivingSession(NodeMark.OfSessions(new HostCipher(), "a"), 300, 10).Offer(1);
        var other = new ReceivingSession(NodeMark.OfSessions(new HostCipher(), "a"), 300, 10).Offer(1);
        Assert.NotEqual(session, other);

        var envelope = new Envelope(new HostCipher()) { Type = MessageType.TicketRequest, Session = session, Sequence = 1 };
        var message = envelope.Seal(new DeviceKey(KeyRing.NewSecret()), new byte[TicketRequest.Length]);

        Assert.Equal(NodeMark.Of("a"), NodeMark.OfMessage(message));
        Assert.NotEqual(NodeMark.Of("b"), NodeMark.OfMessage(message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    [InlineData(14)]
    public void A_message_that_is_too_short_or_without_a_session_has_no_mark(int length) =>
        Assert.Equal(0, NodeMark.OfMessage(new byte[length]));

    [Fact]
    public void A_service_that_runs_once_has_the_cipher_itself()
    {
        var cipher = new HostCipher();
        Assert.Same(cipher, NodeMark.OfSessions(cipher, ""));
    }
}
