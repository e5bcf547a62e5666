namespace Pedestal.Hal.Esp32.Tests;

public sealed class InboundQueueTests
{
    [Fact]
    public void Messages_come_out_in_order_and_a_full_queue_drops_the_oldest()
    {
        var queue = new InboundQueue(3);
        Assert.Null(queue.Take());
        var messages = Enumerable.Range(0, 5).Select(i => new InboundMessage(Channel.MatchReply, [(byte)i])).ToArray();
        Array.ForEach(messages, queue.Put);
        Assert.Equal([messages[2], messages[3], messages[4], null], Enumerable.Range(0, 4).Select(_ => queue.Take()));
        queue.Put(messages[0]);
        Assert.Same(messages[0], queue.Take());
    }
}
