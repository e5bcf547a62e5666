using Pedestal.Core.Console;
using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Season;

/// <summary>
/// One pedestal in virtual time: the device's lane, restarted only when it hangs, over parts and services with random faults.
/// Every opening of the gate is compared with the services' decisions.
/// </summary>
sealed class SeasonLane
{
    const int StepMilliseconds = Core.Pedestal.StepMilliseconds;

    // One guest in so many meets a new fault, which often lasts for several guests.
    const int GuestsPerFault = 40;

    // A gate that failed repeatedly is tried again after ten minutes; everything else recovers within one.
    const int LongestRecoverySeconds = 605;

    // Guests have so long to pass, the last of them may be late, and then every report must have been noted.
    const int SecondsToPass = 5;
    const int LateMilliseconds = 20_000;
    const int ReportedMilliseconds = 60_000;

    readonly VirtualClock _clock = new();
    readonly MemoryStore _flash = new();
    readonly VirtualSystem _controller = new();
    readonly LaneMode _mode;
    readonly WatchedLane _watched;
    readonly FaultSwitch _faults;
    readonly AwaitedGuests _awaited = new();
    ulong _lastOpened;
    int _passagesSeen;
    int _passageSeconds;

    /// <summary>Starts a pedestal.</summary>
    public SeasonLane(LaneMode mode, Random random)
    {
        _mode = mode;
        Random = random;
        Hardware = new Hardware(_clock, random);
        Services = new Services(_clock, random);
        _faults = new FaultSwitch(_clock, random, Hardware, Services, Reader, _controller);
        _watched = new WatchedLane(_clock, Boot);
    }

    /// <summary>The random numbers of guests, parts, services and faults.</summary>
    public Random Random { get; }

    /// <summary>The pedestal's parts.</summary>
    public Hardware Hardware { get; }

    /// <summary>Matcher and ticketing.</summary>
    public Services Services { get; }

    /// <summary>The code reader.</summary>
    public VirtualQrReader Reader { get; } = new();

    /// <summary>The lane since the last restart.</summary>
    public LaneController Lane => _watched.Lane;

    /// <summary>The present fault; null for none.</summary>
    public Fault? Fault => _faults.Current;

    /// <summary>Number of faults so far, by name.</summary>
    public IReadOnlyDictionary<string, int> Faults => _faults.Counts;

    /// <summary>
    /// Openings without an admission of the present request, or more than one for it; another for a guest who still waited when the
    /// one before passed is right.
    /// </summary>
    public long WrongOpenings { get; private set; }

    /// <summary>How often it was not ready long after a fault, or was restarted although it did not hang.</summary>
    public long Stuck { get; private set; }

    /// <summary>Steps that threw, except by <see cref="Season.Fault.Defect"/>.</summary>
    public int Failures { get; private set; }

    /// <summary>Restarts after a hang.</summary>
    public int Restarts => _watched.Restarts;

    /// <summary>Virtual time that has passed, hours.</summary>
    public double Hours => _clock.NowMicroseconds() / 3.6e9;

    /// <summary>
    /// Entries that ended otherwise than their guests did: unsettled, counted although no gate opened, or passages without a guest.
    /// </summary>
    public long WrongEntries { get; private set; }

    /// <summary>An evening begins, at a turnstile with its PASS contact wired or not.</summary>
    public void BeginEvening(bool hasPassages)
    {
        (_passageSeconds, Hardware.Turnstile.IsOn) = (hasPassages ? SecondsToPass : 0, hasPassages);
        _awaited.Clear();
        _watched.Restart();
    }

    /// <summary>The next guest comes, perhaps with a fault.</summary>
    public void NextGuest()
    {
        Advance(Random.Next(200, 3_000));
        if (Fault is null && Random.Next(GuestsPerFault) == 0)
        {
            _faults.Begin();
        }
    }

    /// <summary>The guest has left; without a fault the lane has to be ready again in time.</summary>
    public void GuestLeft()
    {
        Hardware.Hand = Presence.Nothing;
        if (Fault is null)
        {
            AwaitReady();
        }
    }

    /// <summary>The evening is over: whatever fault there is ends, and the lane has to be ready in time.</summary>
    public void EndEvening()
    {
        _faults.End();
        AwaitReady();
        Advance(LateMilliseconds);
        Stuck += Until(() => Lane.Passages.Open == 0 && Lane.Passages.ToReport == 0, ReportedMilliseconds) ? 0 : 1;
        WrongEntries += Services.Entries.Close();

        // Who follows an admitted guest whose own gate stayed shut passes for that guest: only their number tells.
        WrongEntries += Math.Max(0, Services.Entries.Passed + Services.Entries.Unadmitted - Hardware.Turnstile.Walked);
    }

    /// <summary>Lets time pass until something is so; false if it is not in time.</summary>
    public bool Until(Func<bool> condition, int milliseconds)
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

    /// <summary>Lets time pass.</summary>
    public void Advance(int milliseconds)
    {
        for (var end = _clock.NowMicroseconds() + milliseconds * 1000L; _clock.NowMicroseconds() < end;)
        {
            if (Fault != Season.Fault.Hang)
            {
                Step();
            }

            if (_watched.Check())
            {
                // A restart frees the hanging thread; no other fault may cause one.
                Stuck += Fault == Season.Fault.Hang ? 0 : 1;
                _faults.End();
                Services.Entries.Forget();
            }

            _clock.Advance(StepMilliseconds * 1000L);
            Hardware.Turnstile.Tick();
            _faults.Tick();
        }
    }

    void AwaitReady()
    {
        var ready = _mode == LaneMode.Enrolment ? Indication.ScanTicket : Indication.Ready;
        Stuck += Until(() => Lane.State == LaneState.Idle && Hardware.Shown == ready, LongestRecoverySeconds * 1000) ? 0 : 1;
    }

    void Step()
    {
        var (openings, failures, passages) = (Hardware.Openings, Lane.Failures, Hardware.Passages);
        _awaited.Pass(passages - _passagesSeen);
        var hasPassed = passages != _passagesSeen;
        _passagesSeen = passages;
        _watched.Step();
        Judge(Hardware.Openings - openings, hasPassed);
        Failures += Fault == Season.Fault.Defect ? 0 : Lane.Failures - failures;
    }

    /// <summary>Starts the firmware, which has lost its sessions.</summary>
    Core.Pedestal Boot()
    {
        var log = new EventLog(_clock);
        var service = new ServiceMode(_clock, log, _flash);
        var console = new ConsoleParts
        {
            Port = new NoConsole(), Clock = _clock, System = _controller, Time = _controller, Log = log, Service = service,
            Files = _flash, Store = new SettingsStore(_flash), Gate = new GateKeeper(Hardware, _clock, service, log),
        };
        var parts = new LaneParts
        {
            Camera = Hardware, Extractor = Hardware, Presence = Hardware, Indicator = Hardware, Qr = Reader, Link = Services,
            Gate = console.Gate, Cipher = new HostCipher(), Clock = _clock, System = _controller, Log = log, Service = service,
        };
        var pedestal = new Core.Pedestal(console);
        pedestal.Configure(new DeviceSettings());
        pedestal.Open(parts, _controller);
        pedestal.Serve(
            parts, new LaneSettings
            {
                Mode = _mode, MatchKey = Services.MatchKey, TicketKey = Services.TicketKey, PassageSeconds = _passageSeconds,
            },
            Services, []);
        return pedestal;
    }

    // A booth admits nobody, whatever the services say.
    void Judge(int openings, bool hasPassed)
    {
        if (openings == 0)
        {
            return;
        }

        var now = _clock.NowMicroseconds();
        var end = now + SecondsToPass * 1_000_000L;
        var outcome = Lane.Outcome;
        var isNew = outcome.RequestId != _lastOpened && MayOpen(outcome);
        if (isNew)
        {
            _awaited.Add(end);
        }

        var isAgain = hasPassed && _awaited.Reopen(now, end);
        var isRight = openings == 1 ? isNew || isAgain : openings == 2 && isNew && isAgain;
        WrongOpenings += isRight ? 0 : 1;
        if (!isNew)
        {
            return;
        }

        _lastOpened = outcome.RequestId;
        if (Fault != Season.Fault.Gate)
        {
            Services.Entries.Open(outcome.RequestId);
        }
    }

    // An exit opens for everybody whom no service knows to be a stranger.
    bool MayOpen(LaneOutcome outcome) => _mode switch
    {
        LaneMode.Entry => outcome.Decision == Decision.Admitted && Services.DecisionOf(outcome.RequestId) == Decision.Admitted,
        LaneMode.Exit => outcome.Decision is Decision.None or Decision.NoEvent or Decision.Unavailable or Decision.TooLate
            || outcome.Decision == Decision.Left && Services.DecisionOf(outcome.RequestId) == Decision.Left,
        _ => false,
    };

    /// <summary>A console without a technician.</summary>
    sealed class NoConsole : IConsolePort
    {
        public int TryRead() => -1;

        public int Write(byte[] buffer, int offset, int count) => count;
    }
}
