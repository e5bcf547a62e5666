using CsCheck;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

/// <summary>Which broker the pedestal uses, on a virtual clock.</summary>
public sealed class BrokerChoiceTests
{
    const int RoundMilliseconds = 100;
    readonly VirtualClock _clock = new();
    readonly BrokerChoice _choice;

    public BrokerChoiceTests() => _choice = Choice(2);

    [Fact]
    public void A_silent_broker_is_left_within_two_seconds_of_its_last_message()
    {
        _choice.Opened();
        Hear(seconds: 60);

        var silent = Run(5_000, isHeard: false);

        // The last message came up to half a second earlier; half a second is left to connect.
        Assert.InRange(silent, 700, BrokerChoice.SilentMilliseconds + 2 * RoundMilliseconds);
        Assert.InRange(BrokerChoice.SilentMilliseconds + 2 * RoundMilliseconds, 0, 1_500);
        Assert.Equal(0, _choice.Lost(isSilent: true, hasNetwork: true));
        Assert.Equal(1, _choice.Current);
    }

    [Fact]
    public void The_pedestal_stays_with_a_broker_that_replies()
    {
        _choice.Opened();
        _choice.Lost(isSilent: false, hasNetwork: true);
        _choice.Opened();

        Hear(seconds: 7_200);

        Assert.Equal((1, 2, 1), (_choice.Current, _choice.Connections, _choice.Changes));
    }

    [Fact]
    public void A_single_broker_is_not_pinged()
    {
        var choice = Choice(1);
        choice.Opened();
        _clock.Advance(60_000_000);
        Assert.False(choice.IsPingDue);
        choice.Suspect();
        Assert.False(choice.TakeSuspicion());
    }

    [Fact]
    public void A_thread_that_was_stopped_looks_again_before_it_calls_the_broker_silent()
    {
        _choice.Opened();
        _clock.Advance(600_000);
        _choice.Pinged();
        _clock.Advance(10_000_000);
        Assert.False(_choice.IsSilent());
        _choice.Heard();
        Assert.False(_choice.IsSilent());
    }

    [Fact]
    public void Only_after_all_brokers_have_failed_comes_a_pause_which_grows()
    {
        int[] pauses = [.. Enumerable.Range(0, 16).Select(_ => _choice.Failed())];
        Assert.All(pauses.Where((_, i) => i % 2 == 0), pause => Assert.Equal(0, pause));
        Assert.Equal([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000], pauses.Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public void Brokers_that_accept_and_end_connections_are_not_tried_without_pauses()
    {
        var paused = 0;
        for (var i = 0; i < 10; i++)
        {
            _choice.Opened();
            _clock.Advance(1_000_000);
            paused += _choice.Lost(isSilent: false, hasNetwork: true);
        }

        Assert.Equal(500 + 1_000 + 2_000 + 4_000 + 8_000, paused);
    }

    [Fact]
    public void A_slow_network_makes_the_pedestal_patient()
    {
        List<int> patience = [];
        for (var i = 0; i < 4; i++)
        {
            _choice.Opened();
            patience.Add(Run(10_000, isHeard: false));
            _choice.Lost(isSilent: true, hasNetwork: true);
        }

        Assert.Equal(patience.Order(), patience);
        Assert.InRange(patience[^1], 5_600, 6_400);

        // A connection that has held for a while counts as good again.
        _choice.Opened();
        Hear(seconds: 40);
        Assert.InRange(Run(10_000, isHeard: false), 700, 1_500);
    }

    [Fact]
    public void Without_a_network_the_pedestal_stays_with_its_broker()
    {
        _choice.Opened();
        Hear(seconds: 60);
        Assert.Equal(500, _choice.Lost(isSilent: false, hasNetwork: false));
        Assert.Equal(1_000, _choice.Pause());
        Assert.Equal(0, _choice.Current);
    }

    [Fact]
    public void While_no_service_replies_anywhere_the_pedestal_changes_ever_less_often()
    {
        List<long> changes = [];
        for (var second = 0; second < 3_600; second++)
        {
            _choice.Suspect();
            if (_choice.TakeSuspicion())
            {
                changes.Add(second);
            }

            _clock.Advance(1_000_000);
        }

        Assert.Equal([0, 30, 90, 210, 450, 930, 1_530, 2_130, 2_730, 3_330], changes);
    }

    [Fact]
    public void Whatever_happens_the_choice_is_one_of_the_brokers_and_every_pause_is_bounded() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 6].Array[0, 60]).Sample((count, events) =>
        {
            var choice = Choice(count);
            foreach (var happened in events)
            {
                var pause = happened switch
                {
                    0 => choice.Failed(),
                    1 => choice.Lost(isSilent: true, hasNetwork: true),
                    2 => choice.Lost(isSilent: false, hasNetwork: false),
                    3 => choice.Pause(),
                    _ => 0,
                };
                if (happened > 3)
                {
                    choice.Opened();
                    _clock.Advance(happened * 10_000_000L);
                }

                Assert.InRange(pause, 0, 30_000);
                Assert.InRange(choice.Current, 0, count - 1);
                Assert.InRange(choice.Changes, 0, Math.Max(0, choice.Connections - 1));
            }
        }, iter: 500, threads: 1);

    BrokerChoice Choice(int count) =>
        new(_clock, [.. Enumerable.Range(1, count).Select(n => new BrokerAddress($"broker-{n}", 8883))]);

    void Hear(int seconds) => Assert.Equal(-1, Run(seconds * 1_000, isHeard: true));

    /// <summary>Plays the link's rounds; returns when the broker counts as silent, in ms, or -1.</summary>
    int Run(int milliseconds, bool isHeard)
    {
        for (var passed = 0; passed < milliseconds; passed += RoundMilliseconds)
        {
            if (_choice.IsSilent())
            {
                return passed;
            }

            if (_choice.IsPingDue)
            {
                _choice.Pinged();
                if (isHeard)
                {
                    _choice.Heard();
                }
            }

            _clock.Advance(RoundMilliseconds * 1_000L);
        }

        return -1;
    }
}
