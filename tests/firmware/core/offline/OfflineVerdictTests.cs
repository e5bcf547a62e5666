using System.Text;
using CsCheck;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public sealed class OfflineVerdictTests
{
    [Fact]
    public void A_signed_ticket_is_admitted_once_and_a_restart_does_not_forget_it()
    {
        var rig = new OfflineRig().Opened();

        Assert.Equal(OfflineVerdict.Admitted, rig.Decide(OfflineRig.Shown("T-1", rig.Now)));
        Assert.Equal(OfflineVerdict.Used, rig.Decide(OfflineRig.Shown("T-1", rig.Now)));
        rig.Now += 60;
        rig.Restart();
        Assert.Equal(OfflineVerdict.Used, rig.Decide(OfflineRig.Shown("T-1", rig.Now)));
        Assert.Equal(OfflineVerdict.Admitted, rig.Decide(OfflineRig.Shown("T:2", rig.Now)));
    }

    [Theory]
    [InlineData(-60, OfflineVerdict.OutOfTime)]
    [InlineData(-30, OfflineVerdict.Admitted)]
    [InlineData(30, OfflineVerdict.Admitted)]
    [InlineData(60, OfflineVerdict.OutOfTime)]
    public void A_picture_of_a_code_soon_expires(int secondsOff, OfflineVerdict verdict)
    {
        var rig = new OfflineRig().Opened();

        Assert.Equal(verdict, rig.Decide(OfflineRig.Shown("T-1", rig.Now + secondsOff)));
    }

    [Fact]
    public void Offline_admission_is_off_by_default()
    {
        Assert.False(new DeviceSettings().Offline.IsOn);
        var rig = new OfflineRig(isOn: false);

        Assert.Equal(OfflineVerdict.Off, rig.Decide(OfflineRig.Shown("T-1", rig.Now)));
        rig.Rig.Run(10_000);
        Assert.Empty(rig.Rig.Requests(Hal.Channel.TicketRequest));
        Assert.Empty(rig.Files.Files);
    }

    [Fact]
    public void Without_a_key_offline_admission_is_off()
    {
        var settings = new OfflineSettings { IsOn = true };
        var rig = new OfflineRig();

        var offline = new OfflineAdmission(settings, rig.Files, new Hal.Host.HostCipher(), rig, rig.Log);

        Assert.Equal(OfflineVerdict.Off, offline.Decide(OfflineRig.Shown("T-1", rig.Now), 40, 1));
    }

    [Fact]
    public void Without_the_time_of_day_nothing_is_admitted()
    {
        var rig = new OfflineRig().Opened();
        var shown = OfflineRig.Shown("T-1", rig.Now);
        rig.Now = 0;

        Assert.Equal(OfflineVerdict.ClockUnset, rig.Decide(shown));
    }

    [Fact]
    public void A_list_that_ticketing_has_not_opened_admits_nothing()
    {
        var rig = new OfflineRig();

        Assert.Equal(OfflineVerdict.ListNotOpen, rig.Decide(OfflineRig.Shown("T-1", rig.Now)));
    }

    [Fact]
    public void A_code_signed_with_another_events_key_is_not_admitted()
    {
        var rig = new OfflineRig().Opened();

        Assert.Equal(OfflineVerdict.WrongSignature, rig.Decide(OfflineRig.Shown("T-1", rig.Now, new byte[32])));
    }

    [Theory]
    [InlineData("TICKET-1")]
    [InlineData("")]
    [InlineData("R1:")]
    [InlineData("R1::1:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:T-1::AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:T-1:x:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:T-1:1234567890123:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:T-1:1:AAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("R1:T-1:1:AAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("R2:T-1:1:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:T-1:01:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:T-1:0:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:T-1:1:AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("R1:T-1:1:AAAAAAAAAAAAAAAAAAAAAA ")]
    [InlineData("R1: T-1:1:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:T-1 :1:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("R1:R1:T-1:1:AAAAAAAAAAAAAAAAAAAAAA")]
    public void An_unsigned_code_is_not_admitted(string scanned)
    {
        var rig = new OfflineRig().Opened();

        Assert.Equal(OfflineVerdict.NotSigned, rig.Decide(Encoding.ASCII.GetBytes(scanned)));
    }

    [Fact]
    public void No_altered_code_is_admitted()
    {
        var rig = new OfflineRig().Opened();
        var shown = OfflineRig.Shown("T-1", rig.Now);

        // There are few enough to try all of them.
        for (var place = 0; place < shown.Length; place++)
        {
            for (var value = (byte)32; value <= 126; value++)
            {
                var altered = (byte[])[.. shown];
                altered[place] = value;
                Assert.True(
                    value == shown[place]
                        || rig.Decide(altered) is OfflineVerdict.NotSigned or OfflineVerdict.WrongSignature,
                    $"place {place}, value {value}");
            }
        }
    }

    [Fact]
    public void Arbitrary_codes_are_not_admitted_and_do_not_throw()
    {
        var rig = new OfflineRig().Opened();
        Gen.Byte[32, 126].Array[0, 120].Sample(bytes =>
            rig.Decide([.. "R1:"u8, .. bytes]) is OfflineVerdict.NotSigned or OfflineVerdict.WrongSignature,
            threads: 1);
    }

    [Fact]
    public void The_key_of_a_stolen_lane_cannot_sign_another_lanes_tickets()
    {
        const int lanes = 4;
        var stolen = OfflineRig.LaneKey(OfflineRig.Key, 1, lanes);
        var other = new OfflineRig(lane: 2, lanes: lanes).Opened();
        var code = Enumerable.Range(0, 50).Select(i => $"T-{i}").First(c => SignedCode.LaneOf(Encoding.ASCII.GetBytes(c), lanes) == 2);

        // The holder has some shares' keys and tries each of them for the other lane's share.
        for (var at = 0; at < stolen.Length; at += SignedCode.ShareKeyLength)
        {
            var shareKey = stolen[at..(at + SignedCode.ShareKeyLength)];
            Assert.Equal(OfflineVerdict.WrongSignature, other.Decide(OfflineRig.ShownUnder(shareKey, code, other.Now)));
        }

        Assert.Equal(OfflineVerdict.Admitted, other.Decide(OfflineRig.Shown(code, other.Now)));
    }

    [Fact]
    public void A_key_for_another_number_of_lanes_admits_nothing()
    {
        var settings = new OfflineSettings { IsOn = true, Key = OfflineRig.LaneKey(OfflineRig.Key, 1, 2), Lane = 1, Lanes = 3 };

        Assert.False(settings.IsReady);
    }

    [Fact]
    public void Each_ticket_is_admitted_at_exactly_one_lane()
    {
        const int lanes = 5;
        OfflineRig[] rigs = [.. Enumerable.Range(1, lanes).Select(lane => new OfflineRig(lane: lane, lanes: lanes).Opened())];

        for (var ticket = 0; ticket < 200; ticket++)
        {
            var verdicts = rigs.Select(rig => rig.Decide(OfflineRig.Shown($"T-{ticket}", rig.Now))).ToList();
            Assert.Single(verdicts, OfflineVerdict.Admitted);
            Assert.Equal(lanes - 1, verdicts.Count(verdict => verdict == OfflineVerdict.OtherLane));
        }

        Assert.All(rigs, rig => Assert.InRange(rig.Offline.Admissions, 20, 60));
    }

    [Fact]
    public void A_full_list_admits_nothing_even_after_a_restart()
    {
        var rig = new OfflineRig().Opened();
        for (var i = 0; i < AdmissionList.Capacity; i++)
        {
            var code = Encoding.ASCII.GetBytes($"T-{i}");
            Assert.True(rig.Offline.List.Add(new AdmissionRecord { Kind = RecordKind.Online, Code = code }));
        }

        Assert.Equal(OfflineVerdict.ListFull, rig.Decide(OfflineRig.Shown("another", rig.Now)));
        rig.Restart();
        Assert.Equal(OfflineVerdict.ListFull, rig.Decide(OfflineRig.Shown("another", rig.Now)));
    }
}
