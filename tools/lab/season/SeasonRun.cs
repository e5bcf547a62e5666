using Pedestal.Core.Console;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal.Host;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Season;

/// <summary>
/// One pedestal's season in virtual time: the device's lane, restarted only when it hangs, over parts and services with random
/// faults. Every opening of the gate is compared with the services' decisions.
/// </summary>
sealed class SeasonRun
{
    const int StepMilliseconds = Core.Pedestal.StepMilliseconds;
    const int GuestMilliseconds = 6_000;

    // One guest in so many meets a new fault, which often lasts for several guests.
    const int GuestsPerFault = 40;

    // A gate that failed repeatedly is tried again after ten minutes; everything else recovers within one.
    const int LongestRecoverySeconds = 605;

    readonly VirtualClock _clock = new();
    readonly VirtualQrReader _reader = new();
    readonly MemoryStore _flash = new();
    readonly Random _random;
    readonly int _seed;
    readonly Hardware _hardware;
    readonly VirtualSystem _controller = new();
    readonly Services _services;
    readonly WatchedLane _watched;
    readonly FaultSwitch _faults;
    ulong _lastOpened;
    long _presentations;
    long _wrong;
    long _stuck;
    int _failures;
    long _codesDuringFaults;

    /// <summary>A season, which depends on the seed.</summary>
    public SeasonRun(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        _hardware = new Hardware(_clock, _random);
        _services = new Services(_clock, _random);
        _faults = new FaultSwitch(_clock, _random, _hardware, _services, _reader, _controller);
        _watched = new WatchedLane(_clock, Boot);
    }

    /// <summary>Plays a number of evenings.</summary>
    /// <param name="evenings">Number of evenings.</param>
    /// <param name="guests">Guests in each evening.</param>
    /// <param name="done">Called after each evening.</param>
    /// <param name="stop">Ends the season between two evenings.</param>
    public SeasonReport Play(int evenings, int guests, Action done, CancellationToken stop)
    {
        long heap = 0;
        var played = 0;
        for (; played < evenings && !stop.IsCancellationRequested; played++)
        {
            for (var guest = 0; guest < guests; guest++)
            {
                ServeGuest();
            }

            _faults.End();
            AwaitReady();
            heap = played == 0 ? GC.GetTotalMemory(forceFullCollection: true) : heap;
            done();
        }

        return new SeasonReport(played, _presentations, _hardware.Openings, _wrong, _stuck, _failures, _watched.Restarts,
            _faults.Counts, _codesDuringFaults, GC.GetTotalMemory(forceFullCollection: true) - heap,
            _clock.NowMicroseconds() / 3.6e9, _seed);
    }

    /// <summary>A guest shows a palm or a code, or the code after the palm when the ring says so, and leaves.</summary>
    void ServeGuest()
    {
        Advance(_random.Next(200, 3_000));
        if (_faults.Current is null && _random.Next(GuestsPerFault) == 0)
        {
            _faults.Begin();
        }

        if (_random.Next(5) == 0)
        {
            Scan();
        }
        else
        {
            var before = _watched.Lane.Outcomes;
            _hardware.Hand = _random.Next(20, 200);
            Advance(_random.Next(10, 500));
            _hardware.Hand = _random.Next(70, 120);
            Until(() => _watched.Lane.Outcomes != before, GuestMilliseconds);
            _presentations++;
            if (_watched.Lane.State is LaneState.UseTicket or LaneState.Fault && _random.Next(2) == 0)
            {
                Scan();
            }
        }

        _hardware.Hand = Presence.Nothing;
        if (_faults.Current is null)
        {
            AwaitReady();
        }
    }

    void Scan()
    {
        var before = _watched.Lane.Outcomes;
        _reader.Scan(FormattableString.Invariant($"TICKET-{_presentations}"));
        _presentations++;
        Until(() => _watched.Lane.Outcomes != before, GuestMilliseconds);
        _codesDuringFaults += _watched.Lane.Outcomes != before && _watched.Lane.Outcome.Way == EntryWay.Ticket
            && _faults.Current is Fault.Camera or Fault.CameraThrows or Fault.PresenceSilent or Fault.PresenceStuck ? 1 : 0;
    }

    /// <summary>Without a guest and a fault, the lane has to be ready again in time.</summary>
    void AwaitReady()
    {
        if (!Until(() => _watched.Lane.State == LaneState.Idle && _hardware.Shown == Indication.Ready,
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
            if (_faults.Current != Fault.Hang)
            {
                Step();
            }

            if (_watched.Check())
            {
                // A restart frees the hanging thread; no other fault may cause one.
                _stuck += _faults.Current == Fault.Hang ? 0 : 1;
                _faults.End();
            }

            _clock.Advance(StepMilliseconds * 1000L);
            _faults.Tick();
        }
    }

    void Step()
    {
        var (openings, failures) = (_hardware.Openings, _watched.Lane.Failures);
        _watched.Step();
        Judge(_hardware.Openings - openings);
        _failures += _faults.Current == Fault.Defect ? 0 : _watched.Lane.Failures - failures;
    }

    /// <summary>Starts the firmware, which has lost its sessions.</summary>
    Core.Pedestal Boot()
    {
        var log = new EventLog(_clock);
        var service = new ServiceMode(_clock, log, _flash);
        var console = new ConsoleParts
        {
            Port = new NoConsole(), Clock = _clock, System = _controller, Time = _controller, Log = log, Service = service,
            Files = _flash, Store = new SettingsStore(_flash), Gate = new GateKeeper(_hardware, _clock, service, log),
        };
        var parts = new LaneParts
        {
            Camera = _hardware, Extractor = _hardware, Presence = _hardware, Indicator = _hardware, Qr = _reader, Link = _services,
            Gate = console.Gate, Cipher = new HostCipher(), Clock = _clock, System = _controller, Log = log, Service = service,
        };
        var pedestal = new Core.Pedestal(console);
        pedestal.Configure(new DeviceSettings());
        pedestal.Open(parts, _controller);
        pedestal.Serve(
            parts, new LaneSettings { MatchKey = Services.MatchKey, TicketKey = Services.TicketKey }, _services, []);
        return pedestal;
    }

    void Judge(int openings)
    {
        if (openings == 0)
        {
            return;
        }

        var outcome = _watched.Lane.Outcome;
        var isRight = openings == 1 && outcome.Decision == Decision.Admitted && outcome.RequestId != _lastOpened
            && _services.HasAdmitted(outcome.RequestId);
        _wrong += isRight ? 0 : 1;
        _lastOpened = outcome.RequestId;
    }

    /// <summary>A console without a technician.</summary>
    sealed class NoConsole : IConsolePort
    {
        public int TryRead() => -1;

        public int Write(byte[] buffer, int offset, int count) => count;
    }
}
