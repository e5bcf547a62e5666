using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;
using Pedestal.Vein.Liveness;

namespace Pedestal.Core.Tests;

/// <summary>An enrolment for which a palm needs a pulse.</summary>
public class PulseTests
{
    const int FilmMilliseconds = PulseMeter.Milliseconds + 500;
    readonly LaneRig _rig = new(LaneMode.Enrolment, needsPulse: true) { CaptureMilliseconds = 60 };

    [Fact]
    public void The_first_sample_of_a_palm_is_sent_once_its_pulse_is_found()
    {
        Open();
        _rig.LitAt = Beat;
        _rig.ShowPalm();
        _rig.Run(1_000);
        Assert.Equal((LaneState.Capturing, Indication.HoldStill), (_rig.Lane.State, _rig.Indicator.Current));
        Assert.Empty(Samples(_rig));
        RunUntilAsked();

        Assert.Equal((MatchPurpose.Enrol, (byte)0), (_rig.LastMatchRequest().Purpose, _rig.LastMatchRequest().Sample));
        _rig.ReplyToMatch(Decision.SampleAccepted);
        Assert.Equal(Decision.SampleAccepted, _rig.Lane.Outcome.Decision);
    }

    [Fact]
    public void The_other_samples_of_that_palm_need_none_and_the_second_palm_needs_its_own()
    {
        Open();
        _rig.LitAt = Beat;
        _rig.ShowPalm();
        RunUntilAsked();
        for (byte sample = 0; sample < 3; sample++)
        {
            Assert.Equal(sample, _rig.LastMatchRequest().Sample);
            _rig.ReplyToMatch(Decision.SampleAccepted);
            _rig.Lift();
            _rig.LitAt = null;
            _rig.ShowPalm();
            _rig.Run(50);
        }

        Assert.Equal(3, Samples(_rig).Count);
        _rig.Run(FilmMilliseconds);
        Assert.Equal(OutcomeReason.NoPulse, _rig.Lane.Outcome.Reason);
    }

    [Fact]
    public void Without_a_pulse_there_is_another_try_and_then_a_refusal_of_its_own()
    {
        Open();
        _rig.ShowPalm();
        _rig.Run(FilmMilliseconds);
        Assert.Equal((EntryWay.Sample, OutcomeReason.NoPulse, ExtractionStatus.NoPulse, Indication.LiftPalm),
            (_rig.Lane.Outcome.Way, _rig.Lane.Outcome.Reason, _rig.Lane.Outcome.Extraction, _rig.Indicator.Current));
        _rig.Lift();
        _rig.ShowPalm();
        _rig.Run(FilmMilliseconds);

        Assert.Equal((EntryWay.Enrolment, OutcomeReason.NoPulse, LaneState.Denied, Indication.EnrolmentFailed),
            (_rig.Lane.Outcome.Way, _rig.Lane.Outcome.Reason, _rig.Lane.State, _rig.Indicator.Current));
        Assert.Empty(Samples(_rig));
        Assert.Equal(0, _rig.Gate.Openings);
    }

    [Fact]
    public void A_palm_that_moves_is_asked_to_hold_still_and_filmed_anew()
    {
        Open();
        _rig.LitAt = time => (byte)(time / 300_000 % 2 == 0 ? 100 : 120);
        _rig.ShowPalm();
        _rig.Run(FilmMilliseconds);
        Assert.Equal((LaneState.Capturing, 1), (_rig.Lane.State, _rig.Lane.Outcomes));
        _rig.LitAt = Beat;
        RunUntilAsked();
        Assert.Single(Samples(_rig));
    }

    [Fact]
    public void What_is_put_in_place_of_the_palm_after_the_film_is_not_sent()
    {
        Open();
        _rig.LitAt = Beat;
        _rig.NextCaptures.Enqueue((100, 64));
        _rig.NextCaptures.Enqueue((100, 90));
        _rig.ShowPalm();
        _rig.Run(FilmMilliseconds);
        Assert.Empty(Samples(_rig));
        Assert.Equal(Indication.HoldStill, _rig.Indicator.Current);
    }

    [Fact]
    public void A_camera_that_fails_during_the_film_is_reported()
    {
        Open();
        _rig.ShowPalm();
        _rig.Run(1_000);
        _rig.CaptureStatus = CameraStatus.Wedged;
        _rig.Run(500);
        Assert.Equal((OutcomeReason.CameraFailed, CameraStatus.Wedged), (_rig.Lane.Outcome.Reason, _rig.Lane.Outcome.Camera));
    }

    [Fact]
    public void A_code_ends_the_film()
    {
        Open();
        _rig.LitAt = Beat;
        _rig.ShowPalm();
        _rig.Run(1_000);
        _rig.Qr.Scan("TICKET-2");
        _rig.Run(30);
        _rig.OpenEnrolment();
        _rig.Run(PulseMeter.Milliseconds - 1_000);
        Assert.Empty(Samples(_rig));
    }

    [Fact]
    public void Unless_it_is_set_no_pulse_is_needed()
    {
        Assert.False(new DeviceSettings().Lane.NeedsPulse);
        var rig = new LaneRig(LaneMode.Enrolment);
        Open(rig);
        rig.ShowPalm();
        rig.Run(50);
        Assert.Single(Samples(rig));
    }

    static byte Beat(long microseconds) => (byte)(120.5 + 2 * Math.Sin(2 * Math.PI * 1.2 * microseconds / 1e6));

    static List<MatchRequest> Samples(LaneRig rig) =>
    [
        .. rig.Requests(Channel.MatchRequest).DistinctBy(envelope => envelope.RequestId).Select(envelope =>
        {
            var request = new MatchRequest();
            Assert.True(request.Read(envelope.Body));
            return request;
        }).Where(request => request.Purpose == MatchPurpose.Enrol),
    ];

    void RunUntilAsked()
    {
        for (var time = 0; Samples(_rig).Count == 0; time += 10)
        {
            Assert.InRange(time, 0, 3 * FilmMilliseconds);
            _rig.Run();
        }
    }

    void Open() => Open(_rig);

    static void Open(LaneRig rig)
    {
        rig.Run();
        rig.Qr.Scan("TICKET-1");
        rig.Run();
        rig.OpenEnrolment();
    }
}
