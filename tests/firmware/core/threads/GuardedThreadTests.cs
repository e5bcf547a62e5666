using Pedestal.Core.Log;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

public class GuardedThreadTests
{
    readonly VirtualClock _clock = new();

    [Fact]
    public void A_round_that_throws_is_repeated_after_longer_and_longer_pauses()
    {
        var begun = new List<long>();
        var thread = Thread(round =>
        {
            begun.Add(_clock.NowMicroseconds() / 1_000_000);
            return round < 8 ? throw new IOException($"fault {round}") : false;
        });
        thread.Run();
        Assert.Equal([0, 1, 3, 7, 15, 31, 61, 91, 121], begun);
        Assert.Equal((8, "fault 7"), (thread.Failures, thread.Fault));
    }

    [Fact]
    public void After_a_successful_round_the_pause_is_short_again()
    {
        var begun = new List<long>();
        Thread(round =>
        {
            begun.Add(_clock.NowMicroseconds() / 1_000_000);
            return round is 0 or 1 or 3 ? throw new IOException() : round < 4;
        }).Run();
        Assert.Equal([0, 1, 3, 3, 4], begun);
    }

    [Fact]
    public void A_thread_stuck_beyond_its_patience_is_detected_and_a_pausing_one_is_not()
    {
        var rounds = 0;
        var checks = new List<string?>();
        GuardedThread[] threads = [];
        Supervisor supervisor = null!;
        var good = Thread(_ =>
        {
            // One check per round; from the fourth round on the other thread is stuck.
            checks.Add(supervisor.Check()?.Name);
            return ++rounds < 12;
        }, "good", patience: 3);
        var stuck = Thread(round => round < 3, "stuck", patience: 5);
        threads = [good, stuck];
        supervisor = new Supervisor(threads);
        stuck.Run();
        good.Run();

        // One check sees its rounds; five more are within its patience.
        Assert.Equal([.. Enumerable.Repeat<string?>(null, 6), .. Enumerable.Repeat("stuck", 6)], checks);
    }

    [Fact]
    public void A_sign_of_life_counts_in_the_middle_of_a_long_round()
    {
        GuardedThread thread = null!;
        Supervisor supervisor = null!;
        var checks = new List<string?>();
        thread = Thread(_ =>
        {
            for (var i = 0; i < 12; i++)
            {
                checks.Add(supervisor.Check()?.Name);
                if (i < 8)
                {
                    thread.Alive();
                }
            }

            return false;
        }, "main", patience: 2);
        supervisor = new Supervisor([thread]);
        thread.Run();
        Assert.Equal([.. Enumerable.Repeat<string?>(null, 11), "main"], checks);
    }

    [Fact]
    public void An_exception_caught_by_a_thread_is_logged_once()
    {
        var log = new EventLog(_clock);
        GuardedThread[] threads =
        [
            Thread(_ => false, "good"), Thread(round => round == 0 ? throw new IOException("no bus") : false, "bad"),
        ];
        var told = new ThreadLog(log, threads);
        told.Check();
        Assert.Equal(0, log.Next);
        Array.ForEach(threads, thread => thread.Run());
        told.Check();
        told.Check();
        var record = new LogRecord();
        Assert.True(log.Read(0, record));
        Assert.Equal((1, LogLevel.Error, "bad", "continued after: no bus"), (log.Next, record.Level, record.Source, record.Text));
    }

    GuardedThread Thread(Func<int, bool> round, string name = "thread", int patience = 1) =>
        new(name, new Work(round), patience, _clock);

    sealed class Work(Func<int, bool> round) : IWork
    {
        int _round;

        public bool DoRound() => round(_round++);
    }
}
