using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Log;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class RemoteCommandTests
{
    readonly FleetRig _rig = new();

    [Fact]
    public void Identification_lasts_for_the_requested_time_and_the_indication_returns()
    {
        var before = _rig.Lane.Indicator.Current;
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Identify, "10")!.Result);
        Assert.Equal(Indication.Identify, _rig.Lane.Indicator.Current);
        _rig.Run(9_900);
        Assert.Equal(Indication.Identify, _rig.Lane.Indicator.Current);
        _rig.Run(200);
        Assert.Equal(before, _rig.Lane.Indicator.Current);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("61")]
    [InlineData("-1")]
    [InlineData("ten")]
    public void Invalid_seconds_are_refused(string seconds) =>
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Identify, seconds)!.Result);

    [Fact]
    public void The_gate_opens_once_after_two_steps()
    {
        var digits = _rig.Ask(CommandKind.Open)!;
        Assert.Equal(CommandResult.Confirm, digits.Result);
        Assert.Matches("^[0-9]{6}$", digits.Text);
        Assert.Equal(0, _rig.Lane.Gate.Openings);
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Open, digits.Text)!.Result);
        Assert.Equal(1, _rig.Lane.Gate.Openings);
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Open, digits.Text)!.Result);
        Assert.Equal(1, _rig.Lane.Gate.Openings);
        var record = new LogRecord();
        Assert.Contains(Enumerable.Range(0, _rig.Lane.Log.Next),
            number => _rig.Lane.Log.Read(number, record) && (record.Source, record.Text) == ("gate", "opened by an operator"));
    }

    [Theory]
    [InlineData("wrong digits")]
    [InlineData("too late")]
    [InlineData("asked again")]
    [InlineData("a guest is there")]
    [InlineData("a wrong attempt before")]
    public void Without_a_valid_second_step_the_gate_stays_shut(string how)
    {
        var digits = _rig.Ask(CommandKind.Open)!.Text;
        switch (how)
        {
            case "wrong digits": digits = digits == "000000" ? "000001" : "000000"; break;
            case "too late": _rig.Run(30_000); break;
            case "asked again":
                while (_rig.Ask(CommandKind.Open)!.Text == digits)
                {
                }

                break;
            case "a guest is there": _rig.Lane.ShowPalm(); break;
            default: _rig.Ask(CommandKind.Open, "12345"); break;
        }

        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Open, digits)!.Result);
        Assert.Equal(0, _rig.Lane.Gate.Openings);
    }

    [Fact]
    public void A_restart_follows_the_reply_but_never_during_an_attempt()
    {
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Reboot)!.Result);
        Assert.Equal(0, _rig.Lane.Controller.Reboots);
        _rig.Run(700);
        _rig.Lane.ShowPalm();
        _rig.Run(500);
        Assert.Equal((LaneState.Matching, 0), (_rig.Lane.Lane.State, _rig.Lane.Controller.Reboots));
        _rig.Run(1_000);
        Assert.Equal(1, _rig.Lane.Controller.Reboots);
        _rig.Run(60_000);
        Assert.Equal(1, _rig.Lane.Controller.Reboots);
    }

    [Fact]
    public void A_resend_gets_the_same_reply_and_is_executed_once()
    {
        var first = _rig.Send(_rig.Seal(CommandKind.Open, id: 77))!;
        var again = _rig.Send(_rig.Seal(CommandKind.Open, id: 77))!;
        Assert.Equal(first.Text, again.Text);
        _rig.Send(_rig.Seal(CommandKind.Open, first.Text, id: 78));
        Assert.Equal(CommandResult.Done, _rig.Send(_rig.Seal(CommandKind.Open, first.Text, id: 78))!.Result);
        Assert.Equal(1, _rig.Lane.Gate.Openings);
    }

    [Theory]
    [InlineData("another key")]
    [InlineData("altered")]
    [InlineData("replayed")]
    [InlineData("another type")]
    [InlineData("no envelope")]
    public void Anything_except_a_fresh_command_of_the_operator_is_dropped(string what)
    {
        var message = what switch
        {
            "another key" => _rig.Seal(CommandKind.Reboot, key: LaneRig.MatchKey),
            "another type" => _rig.Seal(CommandKind.Reboot, type: MessageType.CommandReply),
            "no envelope" => new byte[100],
            _ => _rig.Seal(CommandKind.Reboot),
        };
        if (what == "altered")
        {
            message[45] ^= 1;
        }
        else if (what == "replayed")
        {
            Assert.NotNull(_rig.Send(_rig.Seal(CommandKind.Identify, "1")));
            Assert.NotNull(_rig.Send(_rig.Seal(CommandKind.Identify, "1")));
        }

        Assert.Null(_rig.Send(message));
        Assert.Equal(1, _rig.Dropped);
        _rig.Run(5_000);
        Assert.Equal(0, _rig.Lane.Controller.Reboots);
    }

    [Theory]
    [InlineData(new byte[] { 9, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 3, 1, 0, 0 })]
    [InlineData(new byte[] { 3, 0, 1, 0 })]
    [InlineData(new byte[] { 1, 0, 1, 0, 200 })]
    [InlineData(new byte[] { 3 })]
    [InlineData(new byte[] { })]
    public void A_body_of_another_version_is_not_understood(byte[] body) =>
        Assert.Equal(CommandResult.NotUnderstood, _rig.Send(_rig.Seal(body))!.Result);

    [Fact]
    public void Commands_need_no_time_of_day() =>
        Assert.Equal(CommandResult.Done, new FleetRig(isTimeKnown: false).Ask(CommandKind.Identify, "5")!.Result);

    [Fact]
    public void Without_a_key_there_are_no_commands()
    {
        var rig = new FleetRig(hasKey: false);
        Assert.Null(rig.Ask(CommandKind.Identify, "5"));
        Assert.Equal(1, rig.Dropped);
    }
}
