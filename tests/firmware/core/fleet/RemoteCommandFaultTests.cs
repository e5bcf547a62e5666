using System.Text;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Log;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class RemoteCommandFaultTests
{
    readonly FleetRig _rig = new();

    [Fact]
    public void A_command_with_any_byte_altered_does_nothing()
    {
        var message = _rig.Seal(CommandKind.Reboot);
        for (var i = 0; i < message.Length; i++)
        {
            message[i] ^= 0x10;
            Assert.Null(_rig.Send(message));
            message[i] ^= 0x10;
        }

        NothingHappened(message.Length);
        Assert.NotNull(_rig.Ask(CommandKind.Reboot));
    }

    [Fact]
    public void A_truncated_or_extended_command_does_nothing()
    {
        var message = _rig.Seal(CommandKind.Reboot);
        for (var length = 0; length < message.Length; length++)
        {
            Assert.Null(_rig.Send(message[..length]));
        }

        Assert.Null(_rig.Send([.. message, 0]));
        Assert.Null(_rig.Send(_rig.Seal(new byte[Envelope.MaximumLength])));
        NothingHappened(message.Length + 2);
    }

    [Fact]
    public void An_argument_that_is_too_long_is_not_understood()
    {
        byte[] body = [(byte)CommandKind.Settings, 0, 1, 4, .. Encoding.ASCII.GetBytes(new string('a', 1025))];
        Assert.Equal(CommandResult.NotUnderstood, _rig.Send(_rig.Seal(body))!.Result);
    }

    [Fact]
    public void A_recorded_opening_opens_nothing_even_after_a_restart()
    {
        var first = _rig.Seal(CommandKind.Open);
        var second = _rig.Seal(CommandKind.Open, _rig.Send(first)!.Text);
        Assert.Equal(CommandResult.Done, _rig.Send(second)!.Result);
        Assert.Null(_rig.Send(first));
        Assert.Null(_rig.Send(second));
        _rig.Run(2_000);
        _rig.Restart();
        Assert.Null(_rig.Send(first));
        Assert.Null(_rig.Send(second));
        Assert.Equal(1, _rig.Lane.Gate.Openings);
        Assert.NotNull(_rig.Ask(CommandKind.Open));
    }

    [Fact]
    public void A_recorded_restart_restarts_once()
    {
        var command = _rig.Seal(CommandKind.Reboot);
        Assert.NotNull(_rig.Send(command));
        for (var start = 0; start < 5; start++)
        {
            _rig.Run(2_000);
            _rig.Restart();
            Assert.Null(_rig.Send(command));
        }

        Assert.Equal(1, _rig.Lane.Controller.Reboots);
    }

    [Fact]
    public void Confirmation_digits_are_invalid_after_a_restart()
    {
        var digits = _rig.Ask(CommandKind.Open)!.Text;
        _rig.Restart();
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Open, digits)!.Result);
        Assert.Equal(0, _rig.Lane.Gate.Openings);
    }

    [Fact]
    public void Identification_does_not_replace_a_guests_indication()
    {
        _rig.Lane.ShowPalm();
        _rig.Run(400);
        Assert.Equal(LaneState.Matching, _rig.Lane.Lane.State);
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Identify, "10")!.Result);
        Assert.NotEqual(Indication.Identify, _rig.Lane.Indicator.Current);
    }

    [Fact]
    public void A_part_that_throws_gives_the_reply_refused_and_a_resend_gets_the_same()
    {
        var digits = _rig.Ask(CommandKind.Open)!.Text;
        _rig.GateThrows = true;
        var reply = _rig.Send(_rig.Seal(CommandKind.Open, digits, id: 77))!;
        Assert.Equal(CommandResult.Refused, reply.Result);
        Assert.Contains("log", reply.Text, StringComparison.Ordinal);
        _rig.GateThrows = false;
        Assert.Equal(reply.Text, _rig.Send(_rig.Seal(CommandKind.Open, digits, id: 77))!.Text);
        Assert.Equal(0, _rig.Lane.Gate.Openings);

        var record = new LogRecord();
        Assert.Contains(Enumerable.Range(0, _rig.Lane.Log.Next), number => _rig.Lane.Log.Read(number, record)
            && record.Level == LogLevel.Error && record.Text == "command failed: The part is broken.");
        Assert.Equal(CommandResult.Confirm, _rig.Ask(CommandKind.Open)!.Result);
    }

    [Fact]
    public void A_link_that_throws_does_not_end_the_loop_or_fill_the_log()
    {
        _rig.Lane.CommandsThrow = true;
        var before = _rig.Lane.Log.Next;
        _rig.Run(60_000);
        Assert.InRange(_rig.Lane.Log.Next - before, 1, 10);
        _rig.Lane.CommandsThrow = false;
        _rig.Run(30_000);
        Assert.NotNull(_rig.Ask(CommandKind.Identify, "1"));
    }

    [Fact]
    public void A_command_delayed_by_half_a_minute_does_nothing()
    {
        var held = _rig.Seal(CommandKind.Reboot);
        _rig.Run(30_000);
        Assert.Null(_rig.Send(held));

        // Nor in a session that was offered but not used.
        var before = _rig.Seal(CommandKind.Reboot);
        _rig.Run(10_000);
        Assert.Null(_rig.Send(before));
        NothingHappened(0);
    }

    [Fact]
    public void Recorded_commands_do_not_end_an_operators_session()
    {
        var recorded = _rig.Seal(CommandKind.Identify, "1");
        Assert.NotNull(_rig.Send(recorded));
        _rig.Restart();
        Assert.True(_rig.OpenSession());
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(_rig.Send(recorded));
            Assert.Equal(CommandResult.Done, _rig.Send(_rig.Seal(CommandKind.Identify, "1"))!.Result);
        }
    }

    [Fact]
    public void Replies_to_a_flood_of_recorded_commands_are_limited()
    {
        var recorded = _rig.Seal(CommandKind.Identify, "1");
        _rig.Restart();
        var before = _rig.Lane.Sent.Count(sent => sent.Channel == Channel.CommandReply);
        for (var i = 0; i < 1_000; i++)
        {
            _rig.Lane.Commands.Enqueue(new InboundMessage(Channel.Command, recorded));
        }

        _rig.Run(10_000);
        Assert.InRange(_rig.Lane.Sent.Count(sent => sent.Channel == Channel.CommandReply) - before, 10, 60);
        _rig.Run(1_000);
        Assert.NotNull(_rig.Ask(CommandKind.Identify, "1"));
    }

    void NothingHappened(int dropped)
    {
        _rig.Run(3_000);
        Assert.Equal((dropped, 0, 0), (_rig.Dropped, _rig.Lane.Controller.Reboots, _rig.Lane.Gate.Openings));
    }
}
