using Microsoft.Extensions.Time.Testing;
using Pedestal.Protocol;

namespace Pedestal.Bench.Tests;

/// <summary>How long a pedestal of the load asks about nobody after it told a guest to use the ticket.</summary>
public sealed class ShownRefusalTests
{
    static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(800);

    readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(null)]
    [InlineData(Decision.TooLate)]
    [InlineData(Decision.Unavailable)]
    public void It_is_shown_for_its_time_after_a_request_without_a_decision(Decision? decision)
    {
        var refusal = new ShownRefusal(Duration, _time);
        Assert.False(refusal.IsShown);
        refusal.Follow(decision);
        Assert.True(refusal.IsShown);
        _time.Advance(Duration - TimeSpan.FromMilliseconds(1));
        Assert.True(refusal.IsShown);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(refusal.IsShown);
    }

    [Fact]
    public void A_decision_about_the_guest_or_no_time_at_all_leaves_the_pedestal_asking()
    {
        var refusal = new ShownRefusal(Duration, _time);
        refusal.Follow(Decision.Admitted);
        refusal.Follow(Decision.NotRecognised);
        Assert.False(refusal.IsShown);

        var always = new ShownRefusal(TimeSpan.Zero, _time);
        always.Follow(Decision.TooLate);
        Assert.False(always.IsShown);
    }
}
