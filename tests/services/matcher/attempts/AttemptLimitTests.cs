using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Protocol;

namespace Pedestal.Matcher.Tests;

public sealed class AttemptLimitTests
{
    readonly FakeTimeProvider _time = new();
    readonly RecordingLog _log = new();
    readonly AttemptLimit _limit;

    public AttemptLimitTests() => _limit = new AttemptLimit(
        new MatcherOptions { AttemptsPerMinute = 60 }, _time, new LoggerFactory([_log]).CreateLogger<AttemptLimit>());

    [Fact]
    public void A_pedestal_is_limited_to_what_a_lane_can_do_in_a_minute_and_others_are_not_affected()
    {
        for (var minute = 0; minute < 3; minute++)
        {
            Assert.Equal(60, Enumerable.Range(0, 1_000).Count(_ => _limit.Begin("gate-1") is null));
            Assert.Equal(AttemptRefusal.TooMany, _limit.Begin("gate-1"));
            Assert.Null(_limit.Begin("gate-2"));
            _time.Advance(TimeSpan.FromSeconds(59.9));
            Assert.Equal(AttemptRefusal.TooMany, _limit.Begin("gate-1"));
            _time.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.Equal(3, _log.Text.Split('\n').Count(line => line.Contains("gate-1 has made 60 attempts", StringComparison.Ordinal)));
    }

    [Fact]
    public void Guests_at_the_pace_of_a_lane_never_wait()
    {
        for (var guest = 0; guest < 500; guest++)
        {
            Assert.Null(_limit.Begin("gate-1"));
            _limit.Note("gate-1", guest % 15 == 14 ? Decision.Admitted : Decision.NotRecognised);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(_limit.Slowed);
        Assert.Equal("", _log.Text);
    }

    [Theory]
    [InlineData(Decision.NotRecognised)]
    [InlineData(Decision.Refused)]
    public void Consecutive_refusals_slow_a_pedestal_down_progressively_and_are_logged(Decision refusal)
    {
        var sent = 0;
        for (var second = 0; second < 24 * 60 * 60; second++)
        {
            if (_limit.Begin("gate-1") is null)
            {
                sent++;
                _limit.Note("gate-1", refusal);
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // Two a minute for 24 hours; with the score in the reply, some thousand attempts led to an admission.
        Assert.InRange(sent, 2_850, 2_950);
        Assert.Equal(new SlowedPedestal("gate-1", sent, 30), Assert.Single(_limit.Slowed));
        Assert.Contains("gate-1 refused 20 palms in a row and may send a request only every 2 s", _log.Text, StringComparison.Ordinal);
        Assert.Null(_limit.Begin("gate-2"));
    }

    [Theory]
    [InlineData(Decision.Admitted, true)]
    [InlineData(Decision.Enrolled, true)]
    [InlineData(Decision.Deleted, true)]
    [InlineData(Decision.TicketUsed, false)]
    [InlineData(Decision.NoTicket, false)]
    [InlineData(Decision.SampleAccepted, false)]
    [InlineData(Decision.Unavailable, false)]
    public void A_run_of_refusals_ends_only_with_what_a_thief_cannot_repeat(Decision decision, bool ends)
    {
        Refuse(AttemptLimit.Tolerated);
        Assert.Equal(AttemptRefusal.TooSoon, _limit.Begin("gate-1"));
        _limit.Note("gate-1", decision);
        Assert.Equal(ends, _limit.Begin("gate-1") is null);
    }

    [Fact]
    public void A_run_of_refusals_is_forgotten_after_a_while_without_any()
    {
        Refuse(AttemptLimit.Tolerated + 5);
        Assert.Single(_limit.Slowed);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(_limit.Slowed);
        Refuse(1);
        Assert.Null(_limit.Begin("gate-1"));
    }

    void Refuse(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _limit.Begin("gate-1");
            _limit.Note("gate-1", Decision.NotRecognised);
        }
    }
}
