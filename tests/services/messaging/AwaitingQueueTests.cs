namespace Pedestal.Messaging.Tests;

public sealed class AwaitingQueueTests() : UrgencyQueueTests(computes: false)
{
    [Fact]
    public async Task A_request_that_waits_for_something_else_keeps_its_place_until_its_reply()
    {
        var disk = new TaskCompletionSource<byte[]>();
        var first = Worker.Add(1000, () => disk.Task);
        var order = new List<string>();
        Task<byte[]> Add(string name, int budget) => Worker.Add(budget, () =>
        {
            order.Add(disk.Task.IsCompleted ? name : name + " too early");
            return Task.FromResult(OneWorker.Served);
        });

        var (patient, urgent) = (Add("patient", 900), Add("urgent", 200));
        disk.SetResult(OneWorker.Served);

        await Task.WhenAll(first, patient, urgent);
        Assert.Equal(["urgent", "patient"], order);
    }

    [Fact]
    public void Whoever_brings_a_request_starts_it()
    {
        var here = Environment.CurrentManagedThreadId;
        var started = 0;

        var reply = Worker.Add(1000, () =>
        {
            started = Environment.CurrentManagedThreadId;
            return Task.FromResult(OneWorker.Served);
        });

        Assert.Equal(here, started);
        Assert.True(reply.IsCompleted);
    }
}
