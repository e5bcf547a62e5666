namespace Pedestal.Messaging.Tests;

public sealed class ConnectPaceTests
{
    static readonly TimeSpan Long = ConnectPace.Settling;
    static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    readonly ConnectPace _pace = new();

    [Fact]
    public void Delays_grow_and_are_reset_only_by_a_connection_that_lasted()
    {
        Assert.Equal(ConnectPace.FirstDelay, _pace.AfterRefusal());
        Assert.Equal(2 * ConnectPace.FirstDelay, _pace.AfterLoss(Short, isTakenOver: false));
        Assert.Equal(4 * ConnectPace.FirstDelay, _pace.AfterRefusal());
        for (var i = 0; i < 10; i++)
        {
            Assert.InRange(_pace.AfterRefusal(), ConnectPace.FirstDelay, ConnectPace.LongestDelay);
        }

        Assert.Equal(ConnectPace.FirstDelay, _pace.AfterLoss(Long, isTakenOver: false));
    }

    [Fact]
    public void A_settled_client_reconnects_at_once_and_a_newcomer_stands_down_longer_each_time()
    {
        var second = new ConnectPace();
        Assert.Equal(ConnectPace.FirstDelay, _pace.AfterLoss(Long, isTakenOver: true));
        Assert.False(_pace.IsStoodDown);
        Assert.Equal(ConnectPace.FirstStandDown, second.AfterLoss(Short, isTakenOver: true));
        Assert.True(second.IsStoodDown);
        Assert.Equal(2 * ConnectPace.FirstStandDown, second.AfterLoss(Short, isTakenOver: true));
        for (var i = 0; i < 10; i++)
        {
            Assert.InRange(second.AfterLoss(Short, isTakenOver: true), ConnectPace.FirstStandDown, ConnectPace.LongestStandDown);
        }
    }

    [Fact]
    public void A_client_that_was_offline_does_not_reclaim_its_connection()
    {
        _pace.AfterLoss(Long, isTakenOver: false);
        Assert.Equal(ConnectPace.FirstStandDown, _pace.AfterLoss(Short, isTakenOver: true));
    }

    [Fact]
    public void One_of_two_settled_clients_gives_in()
    {
        _pace.AfterLoss(Long, isTakenOver: true);
        var losses = 1;
        while (!_pace.IsStoodDown)
        {
            _pace.AfterLoss(Short, isTakenOver: true);
            losses++;
        }

        Assert.InRange(losses, 3, 10);
    }
}
