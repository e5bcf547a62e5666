namespace Pedestal.Matcher.Tests;

/// <summary>Who takes no more requests waits for the replies of those that were taken.</summary>
public sealed class TakenRequestsTests
{
    [Fact]
    public async Task The_end_waits_for_every_request_that_was_taken()
    {
        var requests = new TakenRequests();
        requests.Take();
        var asked = 0;

        var end = requests.EndAsync(TakeNoMore, TestContext.Current.CancellationToken);
        var again = requests.EndAsync(TakeNoMore, TestContext.Current.CancellationToken);
        Assert.Equal(1, asked);
        Assert.False(end.IsCompleted || again.IsCompleted);

        requests.Done();
        await Task.WhenAll(end, again);

        Task TakeNoMore()
        {
            asked++;
            return Task.CompletedTask;
        }
    }

    /// <summary>A broker that does not answer must not keep a machine from being switched off.</summary>
    [Fact]
    public async Task A_broker_that_does_not_answer_ends_the_wait()
    {
        using var patience = new CancellationTokenSource();
        var end = new TakenRequests().EndAsync(() => Task.Delay(Timeout.Infinite, patience.Token), patience.Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => end);
    }
}
