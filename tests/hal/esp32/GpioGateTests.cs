using System.Device.Gpio;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

/// <summary>The gate's driver with monostable, relay and turnstile on its pins.</summary>
public sealed class GpioGateTests : IDisposable
{
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly PedestalParts _parts;
    readonly GpioGate _gate;

    public GpioGateTests()
    {
        _board = new Board(_time);
        _parts = new PedestalParts(_board);
        _entered = _board.Enter();
        _gate = new GpioGate(new GpioController(), 7, 2, new EspClock());
    }

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Fact]
    public void Starting_up_opens_nothing()
    {
        _gate.WatchFeedback(47);
        Board.Sleep(1_000_000);
        Assert.Empty(_parts.Relay.Pulses);
        Assert.Equal((0, 0, 0, false), (_gate.Openings, _gate.Confirmations, _gate.Passages, _gate.IsPulled));
    }

    [Fact]
    public void Opening_takes_no_time_and_makes_a_pulse_of_490_ms()
    {
        _gate.WatchFeedback(47);
        var before = _time.NowMicroseconds;
        _gate.Open();
        Assert.Equal(before, _time.NowMicroseconds);
        Assert.False(_board.Pins[7].IsHigh);

        Board.Sleep(100_000);
        Assert.True(_gate.IsPulled);
        Board.Sleep(900_000);
        var pulse = Assert.Single(_parts.Relay.Pulses);
        Assert.Equal(490_000, pulse.End - pulse.Begin);
        Assert.Equal((1, 1, false), (_gate.Openings, _gate.Confirmations, _gate.IsPulled));
    }

    [Fact]
    public void The_pulse_counts_as_on_while_the_relay_is_closed()
    {
        Assert.False(_gate.Pulse.IsOn());
        _gate.Open();
        var relayed = false;
        for (var waited = 0; waited < 100; waited++)
        {
            relayed |= _parts.Relay.IsClosed;
            Assert.True(_gate.Pulse.IsOn() || !_parts.Relay.IsClosed);
            Board.Sleep(10_000);
        }

        Assert.True(relayed);
        Assert.False(_gate.Pulse.IsOn());
    }

    [Fact]
    public void A_second_opening_during_a_pulse_restarts_it_and_is_confirmed()
    {
        _gate.WatchFeedback(47);
        _gate.Open();
        Board.Sleep(300_000);
        _gate.Open();
        Board.Sleep(1_000_000);

        var pulse = Assert.Single(_parts.Relay.Pulses);
        Assert.Equal(790_000, pulse.End - pulse.Begin);
        Assert.Equal((2, 2), (_gate.Openings, _gate.Confirmations));
    }

    [Theory]
    [InlineData(MonostableFault.None, false)]
    [InlineData(MonostableFault.Bridged, true)]
    public void Holding_the_trigger_in_a_self_test_reveals_a_bridged_monostable(MonostableFault fault, bool staysOpen)
    {
        _gate.WatchFeedback(47);
        _parts.Monostable.Fault = fault;
        _gate.Hold();
        Board.Sleep(_gate.Pulse.LongestMilliseconds * 1_000L);
        Assert.Equal(staysOpen, _gate.IsPulled);

        _gate.Release();
        Board.Sleep(50_000);
        Assert.False(_gate.IsPulled);
    }

    // How each fault of the parts shows in the driver's figures.
    [Theory]
    [InlineData(MonostableFault.None, RelayFault.None, 1, false)]
    [InlineData(MonostableFault.Dead, RelayFault.None, 0, false)]
    [InlineData(MonostableFault.Bridged, RelayFault.None, 0, false)]
    [InlineData(MonostableFault.None, RelayFault.CoilOpen, 0, false)]
    [InlineData(MonostableFault.None, RelayFault.FeedbackOpen, 0, false)]
    [InlineData(MonostableFault.None, RelayFault.Welded, 2, true)]
    public void A_gate_that_does_not_open_or_close_is_detected(
    MonostableFault monostable, RelayFault relay, int confirmations, bool isPulled)
    {
        _gate.WatchFeedback(47);
        (_parts.Monostable.Fault, _parts.Relay.Fault) = (monostable, relay);
        Board.Sleep(100_000);
        _gate.Open();
        Board.Sleep(2_000_000);
        Assert.Equal((1, confirmations, isPulled), (_gate.Openings, _gate.Confirmations, _gate.IsPulled));
    }

    [Fact]
    public void Without_a_feedback_contact_confirmations_are_unknown()
    {
        _gate.Open();
        Board.Sleep(100_000);
        Assert.Equal((-1, false), (_gate.Confirmations, _gate.IsPulled));
    }

    [Fact]
    public void Each_passing_guest_is_counted_once()
    {
        for (var guest = 1; guest <= 3; guest++)
        {
            _gate.Open();
            Board.Sleep(1_000_000);
            Assert.True(_parts.Turnstile.Pass());
            Board.Sleep(1_000_000);
            Assert.Equal(guest, _gate.Passages);
        }
    }

    [Theory]
    [InlineData(PassFault.StuckClosed, 0)]
    [InlineData(PassFault.WireBroken, 1)]
    public void A_broken_pass_contact_counts_no_guests(PassFault fault, int passages)
    {
        _parts.Turnstile.Fault = fault;
        Board.Sleep(100_000);
        for (var guest = 0; guest < 3; guest++)
        {
            _gate.Open();
            Board.Sleep(100_000);
            _parts.Turnstile.Pass();
            Board.Sleep(1_000_000);
        }

        Assert.Equal(passages, _gate.Passages);
    }

    [Fact]
    public void A_chattering_contact_counts_each_guest_once()
    {
        _parts.Turnstile.Fault = PassFault.Bouncing;
        for (var guest = 1; guest <= 3; guest++)
        {
            _parts.Turnstile.SlipThrough();
            Board.Sleep(1_500_000);
            Assert.Equal(guest, _gate.Passages);
        }
    }

    [Fact]
    public void Two_guests_who_follow_each_other_closely_are_two()
    {
        _parts.Turnstile.SlipThrough();
        Board.Sleep(700_000);
        _parts.Turnstile.SlipThrough();
        Board.Sleep(1_000_000);
        Assert.Equal(2, _gate.Passages);
    }

    [Fact]
    public void A_bouncing_contact_counts_once()
    {
        var pass = _board.Pins[2];
        for (var bounce = 0; bounce < 10; bounce++)
        {
            pass.Drive(bounce % 2 == 0 ? null : false);
            Board.Sleep(1_000);
        }

        pass.Drive(null);
        Board.Sleep(300_000);
        Assert.Equal(1, _gate.Passages);
    }
}
