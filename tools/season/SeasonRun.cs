using Pedestal.Core;
using Pedestal.Core.Protocol;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Season;

/// <summary>
/// One pedestal's season in virtual time: the device's own lane, never restarted, over parts and services that fail at
/// random. Every opening of the gate is held against what the services decided.
/// </summary>
sealed class SeasonRun
{
    const int StepMilliseconds = 10;
    const int PatienceMilliseconds = 6_000;

    // One guest in so many meets a new fault; it lasts a while, often over several guests.
    const int GuestsPerFault = 40;
    const int LongestFaultSeconds = 90;

    // A gate that failed again and again is tried after ten minutes; everything else comes back within one.
    const int LongestRecoverySeconds = 605;

    static readonly Fault[] s_faults = Enum.GetValues<Fault>();

    readonly VirtualClock _clock = new();
    readonly VirtualQrReader _reader = new();
    readonly Random _random;
    readonly int _seed;
    readonly Hardware _hardware;
    readonly VirtualSystem _controller = new();
    readonly Services _services;
    readonly Lane _lane;
    readonly Dictionary<string, int> _faults = [];
    Fault? _fault;
    long _faultEnds;
    ulong _lastOpened;
    long _presentations;
    long _wrong;
    long _stuck;
    long _codesDuringFaults;

    /// <summary>A season of its own for each seed.</summary>
    public SeasonRun(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        _hardware = new Hardware(_clock, _random);
        _services = new Services(_clock, _random);
        _lane = new Lane(
            new LaneParts
            {
                Camera = _hardware, Extractor = _hardware, Presence = _hardware, Gate = _hardware, Indicator = _hardware,
                Qr = _reader, Link = _services, Cipher = new HostCipher(), Clock = _clock,
                GateService = _hardware, System = _controller, Log = new EventLog(_clock),
            },
            new LaneSettings { MatchKey = Services.MatchKey, TicketKey = Services.TicketKey, FirstCounter = 1 });
    }

    /// <summary>Plays so many evenings.</summary>
    /// <param name="evenings">Evenings.</param>
    /// <param name="guests">Guests of each.</param>
    /// <param name="done">Called after each evening.</param>
    /// <param name="stop">Ends it between two evenings.</param>
    public SeasonReport Play(int evenings, int guests, Action done, CancellationToken stop)
    {
        long heap = 0;
        var played = 0;
        for (; played < evenings && !stop.IsCancellationRequested; played++)
        {
            for (var guest = 0; guest < guests; guest++)
            {
                Welcome();
            }

            EndFault();
            AwaitReady();
            heap = played == 0 ? GC.GetTotalMemory(forceFullCollection: true) : heap;
            done();
        }

        return new SeasonReport(played, _presentations, _hardware.Openings, _wrong, _stuck, _lane.Failures, _faults,
            _codesDuringFaults, GC.GetTotalMemory(forceFullCollection: true) - heap,
            _clock.NowMicroseconds() / 3.6e9, _seed);
    }

    /// <summary>A guest shows a palm, or a code; also the code when told to; and goes.</summary>
    void Welcome()
    {
        Advance(_random.Next(200, 3_000));
        if (_fault is null && _random.Next(GuestsPerFault) == 0)
        {
            Begin(s_faults[_random.Next(s_faults.Length)]);
        }

        if (_random.Next(5) == 0)
        {
            Scan();
        }
        else
        {
            var before = _lane.Outcomes;
            _hardware.Hand = _random.Next(20, 200);
            Advance(_random.Next(10, 500));
            _hardware.Hand = _random.Next(70, 120);
            Until(() => _lane.Outcomes != before, PatienceMilliseconds);
            _presentations++;
            if (_lane.State is LaneState.UseTicket or LaneState.Fault && _random.Next(2) == 0)
            {
                Scan();
            }
        }

        _hardware.Hand = Presence.Nothing;
        if (_fault is null)
        {
            AwaitReady();
        }
    }

    void Scan()
    {
        var before = _lane.Outcomes;
        _reader.Scan("TICKET");
        _presentations++;
        Until(() => _lane.Outcomes != before, PatienceMilliseconds);
        _codesDuringFaults += _lane.Outcomes != before && _lane.Outcome.Way == EntryWay.Ticket
            && _fault is Fault.Camera or Fault.CameraThrows or Fault.PresenceSilent or Fault.PresenceStuck ? 1 : 0;
    }

    void Begin(Fault fault)
    {
        _fault = fault;
        _hardware.Fault = fault;
        _services.Fault = fault;
        _reader.Failed = fault == Fault.Reader;
        _controller.Taken = fault == Fault.Memory ? long.MaxValue : 0;
        _faultEnds = _clock.NowMicroseconds() + _random.Next(1, LongestFaultSeconds) * 1_000_000L;
        _faults[fault.ToString()] = _faults.GetValueOrDefault(fault.ToString()) + 1;
    }

    void EndFault()
    {
        _fault = null;
        _hardware.Fault = null;
        _services.Fault = null;
        _reader.Failed = false;
        _controller.Taken = 0;
    }

    /// <summary>Nobody is there and nothing is wrong: the lane has to be ready again.</summary>
    void AwaitReady()
    {
        if (!Until(() => _lane.State == LaneState.Idle && _hardware.Shown == Indication.Ready,
            LongestRecoverySeconds * 1000))
        {
            _stuck++;
        }
    }

    bool Until(Func<bool> condition, int milliseconds)
    {
        for (var end = _clock.NowMicroseconds() + milliseconds * 1000L; _clock.NowMicroseconds() < end;)
        {
            Advance(StepMilliseconds);
            if (condition())
            {
                return true;
            }
        }

        return false;
    }

    void Advance(int milliseconds)
    {
        for (var end = _clock.NowMicroseconds() + milliseconds * 1000L; _clock.NowMicroseconds() < end;)
        {
            var openings = _hardware.Openings;
            _lane.Step();
            Judge(_hardware.Openings - openings);
            _clock.Advance(StepMilliseconds * 1000L);
            if (_fault is not null && _clock.NowMicroseconds() >= _faultEnds)
            {
                EndFault();
            }
        }
    }

    void Judge(int openings)
    {
        if (openings == 0)
        {
            return;
        }

        var outcome = _lane.Outcome;
        var isRight = openings == 1 && outcome.Decision == Decision.Admitted && outcome.RequestId != _lastOpened
            && _services.HasAdmitted(outcome.RequestId);
        _wrong += isRight ? 0 : 1;
        _lastOpened = outcome.RequestId;
    }
}
