using System.Text;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Log;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A lane with services that admit everybody, as far as their replies arrive.</summary>
sealed class FaultRig
{
    const int StepMilliseconds = 10;
    const int LateMilliseconds = 1_200;
    static readonly byte[] Picture = [.. Enumerable.Repeat((byte)120, PalmFrame.Side * PalmFrame.Side)];
    readonly List<(long Due, byte[] Payload, Channel Channel)> _underWay = [];
    readonly List<ulong> _earlier = [];
    int _seen;
    int _codes;

    public FaultRig()
    {
        var camera = new CameraRig(Lane.Clock, new FrameScene(Picture));
        (Module, Lane.Driver) = (camera.Module, camera.Driver);
        Run(3_000);
    }

    public LaneRig Lane { get; } = new();

    /// <summary>The simulated camera module behind the real driver.</summary>
    public ArducamMegaChip Module { get; }

    public Replies Replies { get; set; }

    /// <summary>Holds a palm over the pedestal until the attempt ends, and returns the result.</summary>
    public (LaneState State, Indication Ring) ShowPalm()
    {
        Lane.Presence.Millimetres = Lane.Presence.Stuck ? Lane.Presence.Millimetres : 90;
        var (state, ring) = Outcome();
        Lane.Presence.Millimetres = Hal.Presence.Nothing;
        Run(2_500);
        return (state, ring);
    }

    /// <summary>Scans another guest's code and returns the result.</summary>
    public LaneState Scan()
    {
        Lane.Qr.Scan($"TICKET-{++_codes}");
        var (state, _) = Outcome();
        Run(2_500);
        return state;
    }

    /// <summary>Lets the range finder report a hand that has gone, for longer than any hand hovers.</summary>
    public void HangPresence()
    {
        Lane.Extraction = Vein.ExtractionStatus.NoHand;
        Lane.Presence.Stuck = true;
        Run(31_000);
    }

    public void FreePresence()
    {
        Lane.Presence.Stuck = false;
        Lane.Extraction = Vein.ExtractionStatus.Ok;
    }

    /// <summary>Lets the relay stop following, which the next guest's opening reveals.</summary>
    public void LoseRelay()
    {
        Lane.Gate.FeedbackMissing = true;
        ShowPalm();
    }

    public void Run(int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += StepMilliseconds)
        {
            Lane.Run(StepMilliseconds);
            Serve();
        }
    }

    /// <summary>Whether the retained state or, for <c>source:text</c>, the log contains this.</summary>
    public bool Tells(string text)
    {
        var states = Lane.Sent.Where(sent => sent.Channel == Channel.State);
        if (states.Any() && Encoding.UTF8.GetString(states.Last().Payload).Contains(text, StringComparison.Ordinal))
        {
            return true;
        }

        var record = new LogRecord();
        return Enumerable.Range(Lane.Log.Oldest, Lane.Log.Next - Lane.Log.Oldest)
            .Any(number => Lane.Log.Read(number, record) && $"{record.Source}:{record.Text}" == text);
    }

    (LaneState State, Indication Ring) Outcome()
    {
        var before = Lane.Lane.Outcomes;
        for (var waited = 0; waited < 1_500 && Lane.Lane.Outcomes == before; waited += StepMilliseconds)
        {
            Run(StepMilliseconds);
        }

        return (Lane.Lane.State, Lane.Indicator.Current);
    }

    void Serve()
    {
        for (; _seen < Lane.Sent.Count; _seen++)
        {
            var (channel, payload, _) = Lane.Sent[_seen];
            if (channel is Channel.MatchRequest or Channel.TicketRequest)
            {
                Reply(channel == Channel.MatchRequest, payload);
            }
        }

        foreach (var reply in _underWay.Where(reply => reply.Due <= Lane.Clock.NowMicroseconds()).ToList())
        {
            _underWay.Remove(reply);
            Lane.Deliver(reply.Payload, reply.Channel);
        }
    }

    void Reply(bool isMatch, byte[] payload)
    {
        var envelope = new Envelope(new Hal.Host.HostCipher());
        Assert.Equal(EnvelopeStatus.Ok, envelope.Open(isMatch ? LaneRig.MatchKey : LaneRig.TicketKey, payload));
        ulong[] ids = Replies switch
        {
            Replies.None => [],
            Replies.OnlyTickets when isMatch => [],
            Replies.OnlyMatches when !isMatch => [],
            Replies.Repeated => [envelope.RequestId, envelope.RequestId, envelope.RequestId],
            Replies.OfEarlierRequestsFirst => [.. _earlier.Except([envelope.RequestId]), envelope.RequestId],
            Replies.OfOtherRequests => [.. _earlier.Except([envelope.RequestId]), envelope.RequestId + 1],
            _ => [envelope.RequestId],
        };
        var due = Lane.Clock.NowMicroseconds() + (Replies == Replies.Late ? LateMilliseconds * 1000L : 0);
        _underWay.AddRange(ids.Select(id => (due, Admission(isMatch, id), isMatch ? Channel.MatchReply : Channel.TicketReply)));
        _earlier.Add(envelope.RequestId);
    }

    byte[] Admission(bool isMatch, ulong id)
    {
        if (isMatch)
        {
            return Lane.MatchReplyTo(id, Decision.Admitted);
        }

        var body = new byte[TicketReply.Length];
        new TicketReply { Decision = Decision.Admitted }.Write(body);
        return Lane.Seal(body, id, MessageType.TicketReply, null, LaneRig.TicketKey);
    }
}
