namespace Pedestal.Messaging.Tests;

public sealed class ComputingQueueTests() : UrgencyQueueTests(computes: true)
{
    [Fact]
    public async Task The_worker_sends_the_reply_itself_and_a_refusal_does_not_delay_the_caller()
    {
        await Worker.StartAsync("first", 1000);
        var served = IsOfThePool(Worker.Add(10_000, () => Task.FromResult(OneWorker.Served)));
        var refused = IsOfThePool(Worker.Add(900, () => Task.FromResult(OneWorker.Served)));
        Worker.Time.Advance(TimeSpan.FromMilliseconds(950));
        await Worker.FinishAsync();

        Assert.False(await served);
        Assert.True(await refused);

        static Task<bool> IsOfThePool(Task<byte[]> reply) => reply.ContinueWith(
            _ => Thread.CurrentThread.IsThreadPoolThread, TestContext.Current.CancellationToken,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
