using System.Globalization;
using Pedestal.Outage.History;
using Pedestal.Protocol;

namespace Pedestal.Outage.Tests;

public sealed class ReplyCheckTests
{
    static readonly FaultSpan Fault = new("a part frozen", Begin: 1000, Over: 5000, End: 9000);
    static readonly string[] Lanes = [.. Enumerable.Range(0, 100).Select(Lane)];

    [Fact]
    public void A_request_without_a_reply_outside_of_faults_is_found()
    {
        var verdict = ReplyCheck.NoneMissing([At(10_000, null), At(10_000, Decision.TooLate), At(10_000, Decision.NotRecognised)], [Fault]);
        Assert.Single(verdict.Broken);
        Assert.Equal(3, verdict.Checked);
    }

    [Fact]
    public void A_request_without_a_reply_during_a_fault_is_counted_there()
    {
        Asked[] history = [At(500, null), At(5_000, null), At(8_900, null), At(5_000, Decision.Unavailable), At(10_000, Decision.Admitted)];
        Assert.Empty(ReplyCheck.NoneMissing(history, [Fault]).Broken);
        Assert.Equal(2, ReplyCheck.LostIn(Fault, history));
    }

    [Fact]
    public void Reports_and_the_office_are_no_requests_of_guests()
    {
        Asked[] history = [At(10_000, null) with { Purpose = Purpose.Passed }, At(10_000, null) with { Lane = Asked.Office, Purpose = Purpose.Delete }];
        Assert.Empty(ReplyCheck.NoneMissing(history, [Fault]).Broken);
    }

    [Fact]
    public void Lanes_recover_with_their_last_request_without_a_decision_but_one_in_a_hundred()
    {
        Asked[] history =
        [
            .. Lanes.Select((lane, i) => At(1000 + 10 * i, Decision.Unavailable) with { Lane = lane }),
            .. Lanes.Select((lane, i) => At(4000 + 10 * i, Decision.Admitted) with { Lane = lane }),
        ];

        // The last but one of them asked at 1980 and was refused 1000 ms later.
        Assert.Equal(1980, ReplyCheck.RecoveryOf(Fault, Fault.Begin, Fault.Over, history, Lanes));
    }

    [Fact]
    public void A_fault_that_no_lane_felt_takes_no_time_to_recover() =>
        Assert.Equal(0, ReplyCheck.RecoveryOf(Fault, Fault.Begin, Fault.Over, [At(2000, Decision.Admitted)], Lanes));

    [Fact]
    public void The_fault_and_what_its_end_does_are_counted_apart()
    {
        Asked[] history = [At(4500, null), At(2000, null) with { Lane = Lane(1) }];

        Assert.Equal(2000, ReplyCheck.RecoveryOf(Fault, Fault.Begin, Fault.Over, history, [Lane(0), Lane(1)]));
        Assert.Equal(500, ReplyCheck.RecoveryOf(Fault, Fault.Over, Fault.End, history, [Lane(0), Lane(1)]));
    }

    static string Lane(int number) => "gate-" + number.ToString(CultureInfo.InvariantCulture);

    static Asked At(double begin, Decision? reply) => new(Lane(0), Purpose.Palm, "account", begin, begin + 1000, reply);
}
