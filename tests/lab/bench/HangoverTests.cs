using System.Diagnostics;
using Pedestal.Protocol;

namespace Pedestal.Bench.Tests;

public sealed class HangoverTests
{
    [Fact]
    public void The_hangover_lasts_until_every_window_is_served()
    {
        var replies = Enumerable.Range(0, 4_000).Select(i => Reply(i, i < 1_130 ? Decision.TooLate : Decision.Admitted));

        Assert.Equal(1_250, Hangover.After(replies, Stopwatch.Frequency));
    }

    [Fact]
    public void One_request_in_a_hundred_unserved_is_no_hangover_and_two_are()
    {
        Assert.Equal(0, Hangover.After(Enumerable.Range(0, 1_000).Select(i => Reply(i, i % 125 == 0 ? null : Decision.Admitted)), Stopwatch.Frequency));
        Assert.Equal(1_000, Hangover.After(Enumerable.Range(0, 1_000).Select(i => Reply(i, i % 50 == 0 ? null : Decision.Admitted)), Stopwatch.Frequency));
    }

    [Fact]
    public void Requests_published_before_the_end_of_the_stall_do_not_count() =>
        Assert.Equal(0, Hangover.After(Enumerable.Range(-500, 500).Select(i => Reply(i, null)), Stopwatch.Frequency));

    /// <summary>The reply to a request published this many milliseconds after the stall, which ends a second into the run.</summary>
    static LoadReply Reply(int milliseconds, Decision? decision) =>
        new(1, decision, 1, Stopwatch.Frequency + milliseconds * (Stopwatch.Frequency / 1_000));
}
