using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A lane at a turnstile with PASS contact, and ticketing that notes every report unless told otherwise.</summary>
sealed class PassageRig(int seconds = 5, LaneMode mode = LaneMode.Entry, OfflineAdmission? offline = null)
{
    const int StepMilliseconds = 10;
    int _seen;
    ulong _answered;

    public LaneRig Lane { get; } = new(mode, offline, seconds);

    /// <summary>Ticketing's reply to a report; null for none.</summary>
    public Decision? ReplyToReports { get; set; } = Decision.Noted;

    /// <summary>Reports that ticketing has received, without resends and repetitions of the same report.</summary>
    public List<(PassageOutcome Outcome, ulong Request)> Reports { get; } = [];

    /// <summary>The same with directions and times.</summary>
    public List<PassageReport> Received { get; } = [];

    public PassageWatch Passages => Lane.Lane.Passages;

    public LaneOutcome Outcome => Lane.Lane.Outcome;

    /// <summary>A guest shows a palm, a service admits it, and the hand is lifted; returns the request's id.</summary>
    public ulong AdmitPalm(byte notes = 0, Decision decision = Decision.Admitted)
    {
        AskPalm();
        Lane.ReplyToMatch(decision, notes: notes);
        Lane.Presence.Millimetres = Presence.Nothing;
        Run(20);
        return Outcome.RequestId;
    }

    /// <summary>A guest shows a palm, and the request is sent.</summary>
    public ulong AskPalm()
    {
        Until(() => Lane.Lane.State == LaneState.Idle);
        Lane.ShowPalm();
        Assert.Equal(LaneState.Matching, Lane.Lane.State);
        return Lane.Requests(Channel.MatchRequest)[^1].RequestId;
    }

    /// <summary>A guest shows a code, and ticketing admits it; returns the request's id.</summary>
    public ulong AdmitCode(string code, byte notes = 0, Decision decision = Decision.Admitted)
    {
        Lane.Qr.Scan(code);
        Run(StepMilliseconds);
        Assert.Equal(LaneState.CheckingTicket, Lane.Lane.State);
        Lane.ReplyToTicket(decision, notes);
        Run(20);
        return Outcome.RequestId;
    }

    /// <summary>A guest walks through, and the lane sees it.</summary>
    public void Pass()
    {
        Lane.Gate.Pass();
        Run(20);
    }

    /// <summary>Runs the lane, and ticketing with it.</summary>
    public void Run(int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += StepMilliseconds)
        {
            Lane.Run(StepMilliseconds);
            Receive();
        }
    }

    void Until(Func<bool> condition)
    {
        for (var waited = 0; !condition() && waited < 60_000; waited += StepMilliseconds)
        {
            Run(StepMilliseconds);
        }

        Assert.True(condition());
    }

    void Receive()
    {
        for (; _seen < Lane.Sent.Count; _seen++)
        {
            if (Lane.Sent[_seen].Channel == Channel.TicketRequest)
            {
                Receive(Lane.Requests(Channel.TicketRequest)[^1]);
            }
        }
    }

    void Receive(Envelope envelope)
    {
        var request = new TicketRequest();
        var report = new PassageReport();
        if (!request.Read(envelope.Body) || !report.Read(request) || envelope.RequestId == _answered)
        {
            return;
        }

        Assert.NotEqual(report.RequestId, envelope.RequestId);
        if (!Reports.Contains((report.Outcome, report.RequestId)))
        {
            Reports.Add((report.Outcome, report.RequestId));
            Received.Add(report);
        }

        if (ReplyToReports is { } decision)
        {
            _answered = envelope.RequestId;
            var body = new byte[TicketReply.Length];
            new TicketReply { Decision = decision }.Write(body);
            Lane.Deliver(Lane.Seal(body, envelope.RequestId, MessageType.TicketReply, null, LaneRig.TicketKey), Channel.TicketReply);
        }
    }
}
