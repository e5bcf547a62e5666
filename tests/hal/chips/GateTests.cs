using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips.Tests;

/// <summary>Monostable, relay and turnstile, triggered by the controller's pin.</summary>
public sealed class GateTests : IDisposable
{
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly PedestalParts _parts;

    public GateTests()
    {
        _board = new Board(_time);
        _parts = new PedestalParts(_board);
    }

    public void Dispose() => _board.Dispose();

    Pin Trigger => _board.Pins[7];

    Pin Feedback => _board.Pins[47];

    Pin Pass => _board.Pins[2];

    [Fact]
    public void An_edge_of_any_length_makes_a_pulse_of_490_ms()
    {
        Edge();
        Assert.True(_parts.Monostable.IsOn);
        Assert.False(_parts.Relay.IsClosed);
        _time.Advance(5_000);
        Assert.True(_parts.Relay.IsClosed);
        _time.Advance(490_000);

        Assert.Equal(new RelayPulse(5_000, 495_000), Assert.Single(_parts.Relay.Pulses));
    }

    [Fact]
    public void A_second_edge_restarts_the_pulse()
    {
        Edge();
        _time.Advance(300_000);
        Edge();
        _time.Advance(1_000_000);

        Assert.Equal(new RelayPulse(5_000, 795_000), Assert.Single(_parts.Relay.Pulses));
    }

    [Fact]
    public void A_trigger_that_stays_high_does_not_hold_the_gate_open()
    {
        Trigger.Drive(true);
        _time.Advance(10_000_000);
        Assert.Equal(495_000, Assert.Single(_parts.Relay.Pulses).End);
    }

    [Fact]
    public void A_bridged_monostable_keeps_the_gate_open_while_the_trigger_is_high()
    {
        _parts.Monostable.Fault = MonostableFault.Bridged;
        Edge();
        _time.Advance(1_000_000);
        Assert.Empty(_parts.Relay.Pulses);

        Trigger.Drive(true);
        _time.Advance(3_000_000);
        Assert.True(_parts.Relay.IsClosed);
        Trigger.Drive(false);
        _time.Advance(5_000);
        Assert.False(_parts.Relay.IsClosed);
    }

    [Theory]
    [InlineData(MonostableFault.Dead, RelayFault.None)]
    [InlineData(MonostableFault.None, RelayFault.CoilOpen)]
    public void A_dead_monostable_or_relay_opens_no_gate(MonostableFault monostable, RelayFault relay)
    {
        _parts.Monostable.Fault = monostable;
        _parts.Relay.Fault = relay;
        Edge();
        _time.Advance(1_000_000);
        Assert.Empty(_parts.Relay.Pulses);
        Assert.False(_parts.Turnstile.IsUnlocked);
    }

    [Fact]
    public void The_feedback_contact_is_grounded_while_the_relay_is_closed()
    {
        Feedback.HasPullUp = true;
        Edge();
        Assert.True(Feedback.IsHigh);
        _time.Advance(5_000);
        Assert.False(Feedback.IsHigh);
        _time.Advance(490_000);
        Assert.True(Feedback.IsHigh);

        _parts.Relay.Fault = RelayFault.FeedbackOpen;
        Edge();
        _time.Advance(5_000);
        Assert.True(_parts.Relay.IsClosed);
        Assert.True(Feedback.IsHigh);
    }

    [Fact]
    public void Welded_contacts_keep_the_gate_open()
    {
        _parts.Relay.Fault = RelayFault.Welded;
        _time.Advance(60_000_000);
        Assert.True(_parts.Relay.IsClosed);
        Assert.True(_parts.Turnstile.Pass());
        _time.Advance(1_000_000);
        Assert.True(_parts.Turnstile.Pass());

        _parts.Relay.Fault = RelayFault.None;
        Assert.False(_parts.Relay.IsClosed);
    }

    [Fact]
    public void One_guest_passes_for_each_pulse_within_5_s()
    {
        Assert.False(_parts.Turnstile.Pass());
        Edge();
        _time.Advance(4_000_000);
        Assert.True(_parts.Turnstile.Pass());
        Assert.False(_parts.Turnstile.Pass());

        Edge();
        _time.Advance(5_100_000);
        Assert.False(_parts.Turnstile.Pass());
        Assert.Equal((1, 2), (_parts.Turnstile.Passages, _parts.Turnstile.Unlocks));
    }

    [Theory]
    [InlineData(PassFault.None, false, true, false)]
    [InlineData(PassFault.StuckClosed, false, false, false)]
    [InlineData(PassFault.WireBroken, true, true, true)]
    public void The_pass_contact_opens_while_a_guest_passes(PassFault fault, bool before, bool within, bool after)
    {
        Pass.HasPullUp = true;
        _parts.Turnstile.Fault = fault;
        Edge();
        _time.Advance(100_000);
        Assert.Equal(before, Pass.IsHigh);
        Assert.True(_parts.Turnstile.Pass());
        Assert.Equal(within, Pass.IsHigh);
        _time.Advance(400_000);
        Assert.Equal(after, Pass.IsHigh);
    }

    [Fact]
    public void A_chattering_contact_opens_several_times_and_rests_closed()
    {
        Pass.HasPullUp = true;
        _parts.Turnstile.Fault = PassFault.Bouncing;
        var opened = 0;
        Pass.Changed += high => opened += high ? 1 : 0;
        Edge();
        _time.Advance(100_000);
        Assert.True(_parts.Turnstile.Pass());
        _time.Advance(2_000_000);
        Assert.InRange(opened, 3, 6);
        Assert.False(Pass.IsHigh);
        Assert.Equal(1, _parts.Turnstile.Passages);
    }

    [Theory]
    [InlineData(Walk.Stay, 0)]
    [InlineData(Walk.Once, 1)]
    [InlineData(Walk.Twice, 2)]
    public void Guests_walk_through_some_time_after_the_turnstile_unlocks(Walk walk, int passages)
    {
        _parts.Walker.Walk = walk;
        _parts.Walker.AfterMilliseconds = 1_000;
        Edge();
        _time.Advance(1_004_000);
        Assert.Equal(0, _parts.Turnstile.Passages);
        _time.Advance(1_000_000);
        Assert.Equal(passages, _parts.Turnstile.Passages);
        Assert.False(_parts.Turnstile.IsUnlocked && passages > 0);
    }

    [Fact]
    public void Somebody_slips_through_a_locked_turnstile()
    {
        Pass.HasPullUp = true;
        _parts.Turnstile.SlipThrough();
        Assert.True(Pass.IsHigh);
        Assert.Equal(1, _parts.Turnstile.Passages);
    }

    void Edge()
    {
        Trigger.Drive(true);
        Trigger.Drive(false);
    }
}
