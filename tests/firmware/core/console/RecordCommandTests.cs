using System.Globalization;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class RecordCommandTests
{
    const string Session = "8877665544332211";
    readonly ConsoleRig _rig = new(mode: LaneMode.Capture);

    [Fact]
    public void A_capture_arrives_whole_and_sealed_under_the_evaluations_key_in_its_session()
    {
        var parts = Parts(Record());

        var envelopes = Array.ConvertAll(parts, part =>
        {
            var envelope = new Envelope(new HostCipher());
            Assert.Equal(EnvelopeStatus.Ok, envelope.Open(LaneRig.CaptureKey, part));
            return envelope;
        });
        Assert.Equal(Enumerable.Range(1, PictureRows.PerCapture).Select(i => (uint)i), envelopes.Select(e => e.Sequence));
        Assert.All(envelopes, e => Assert.Equal((MessageType.PictureRows, 0x1122334455667788UL, envelopes[0].RequestId), (e.Type, e.Session, e.RequestId)));
        Assert.All(envelopes, e => Assert.Equal(Enumerable.Repeat(LaneRig.PalmByte, PictureRows.Length - 4), e.Body[4..]));
    }

    [Fact]
    public void Nothing_of_it_is_readable_without_the_key_and_nothing_of_it_stays()
    {
        var parts = Parts(Record());

        Assert.All(parts, part =>
        {
            Assert.Equal(EnvelopeStatus.NotAuthentic, new Envelope(new HostCipher()).Open(LaneRig.MatchKey, part));
            Assert.True(part.Count(value => value == LaneRig.PalmByte) < part.Length / 16);
        });
        Assert.All(_rig.Rig.Recorder.Frame.Lit, value => Assert.Equal(0, value));
        Assert.All(_rig.Rig.Recorder.Frame.Left, value => Assert.Equal(0, value));
        Assert.All(_rig.Rig.Recorder.Frame.Dark, value => Assert.Equal(0, value));
        Assert.Equal(0, _rig.Rig.Gate.Openings);
    }

    [Fact]
    public void It_needs_service_mode()
    {
        Assert.Contains("service", _rig.Run("record " + Session), StringComparison.Ordinal);
        Assert.False(_rig.Rig.Recorder.IsWanted);
    }

    [Fact]
    public void It_needs_capture_mode_which_is_off_by_default()
    {
        var entry = new ConsoleRig();
        entry.Run("service " + ConsoleRig.Code);
        Assert.Contains("stores no pictures", entry.Run("record " + Session), StringComparison.Ordinal);
        Assert.Equal(LaneMode.Entry, new DeviceSettings().Lane.Mode);
    }

    [Fact]
    public void Without_a_key_nothing_is_captured()
    {
        _rig.Parts.Settings.Lane.CaptureKey = null;
        _rig.Run("service " + ConsoleRig.Code);
        Assert.Contains("no key", _rig.Run("record " + Session), StringComparison.Ordinal);
        Assert.False(_rig.Rig.Recorder.IsWanted);
    }

    [Theory]
    [InlineData("record")]
    [InlineData("record 12")]
    [InlineData("record 88776655443322zz")]
    [InlineData("record 8877665544332211 1")]
    public void A_malformed_session_is_refused(string line)
    {
        _rig.Run("service " + ConsoleRig.Code);
        Assert.Contains("usage: record", _rig.Run(line), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_palm_it_ends_after_a_minute_and_wants_none_any_more()
    {
        _rig.Run("service " + ConsoleRig.Code);
        Assert.Contains("no palm", _rig.Run("record " + Session), StringComparison.Ordinal);
        _rig.Rig.ShowPalm();
        Assert.Equal(0, _rig.Rig.Captures);
    }

    [Fact]
    public void A_camera_that_fails_is_named()
    {
        _rig.Rig.CaptureStatus = CameraStatus.Wedged;
        Assert.Contains("wedged", Record(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_transfer_wipes_the_pictures()
    {
        _rig.Run("service " + ConsoleRig.Code);
        _rig.Type("record " + Session + "\r");
        _rig.Rig.Presence.Millimetres = 90;
        for (var i = 0; i < 40; i++)
        {
            _rig.Rig.Run();
            _rig.Poll();
        }

        Assert.Contains("#begin sealed", _rig.Printed(), StringComparison.Ordinal);
        _rig.Type("\x03");
        _rig.Poll();
        Assert.All(_rig.Rig.Recorder.Frame.Lit, value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_prompt_says_that_pictures_are_stored()
    {
        Assert.Contains("gate-1 (stores pictures)> ", _rig.Run("time"), StringComparison.Ordinal);
        Assert.DoesNotContain("stores pictures", new ConsoleRig().Run("time"), StringComparison.Ordinal);
    }

    string Record()
    {
        _rig.Run("service " + ConsoleRig.Code);
        _rig.Rig.Presence.Millimetres = 90;
        return _rig.Run("record " + Session);
    }

    static byte[][] Parts(string printed)
    {
        var parts = new List<byte[]>();
        var text = "";
        uint checksum = 0;
        foreach (var line in printed.Split("\r\n"))
        {
            switch (line.Split(' '))
            {
                case ["#begin", "sealed", _, "1", _, var crc]:
                    (text, checksum) = ("", uint.Parse(crc, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    break;
                case ["#end", "sealed"]:
                    parts.Add(Convert.FromBase64String(text));
                    Assert.Equal(checksum, Crc32.Of(parts[^1], 0, parts[^1].Length));
                    break;
                default:
                    text += line;
                    break;
            }
        }

        return [.. parts];
    }
}
