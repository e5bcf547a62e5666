using Pedestal.ArducamMega;
using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Offline;
using Pedestal.Core.Reporting;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Camera;

namespace Pedestal.VirtualPedestal;

/// <summary>The firmware from one start to the next: settings, console, reports, lane. For the lane's thread.</summary>
sealed class Firmware
{
    readonly ClockOfStart _clock;
    readonly ILink _link;
    readonly ConsoleHost _console;
    readonly ThreadLog _threadLog;
    readonly SettingsTrial _trial;
    readonly LaneController? _lane;
    readonly StartupRetry? _retry;
    int _seen;

    /// <summary>From power-up to the first step.</summary>
    public Firmware(VirtualPedestal pedestal, VirtualPedestalOptions options, VirtualArducamMega camera, ILink link,
        GuardedThread thread)
    {
        _link = link;
        _clock = new ClockOfStart(options.Clock);
        camera.Power.Set(false);
        var files = options.Files ?? pedestal.Flash;
        _console = new ConsoleHost(options, _clock, pedestal.Controller, files);
        _threadLog = new ThreadLog(_console.Log, [thread]);
        _trial = new SettingsTrial(_console.Store, _clock.NowMicroseconds());
        pedestal.Gate.Pulse.Milliseconds = Settings.GatePulseMilliseconds;
        if (_console.Fault != StartupFault.None)
        {
            // The console goes on, so that a technician can put it right; what may pass by itself is tried again.
            _retry = _console.Fault == StartupFault.SettingsInvalid ? null : _console.Retry();
            pedestal.Ring.Show(Indication.Fault);
            return;
        }

        var cipher = new HostCipher();

        // By a clock that never skips: the time of day does not either.
        var time = new CheckedTime(pedestal.Controller, new SystemClock());
        var driver = new ArducamMegaCamera(camera.Open(), camera.Light, camera.Power, _clock);
        var parts = new LaneParts
        {
            Camera = driver,
            CameraService = driver,
            Presence = pedestal.RangeFinder,
            Qr = pedestal.Reader,
            Reader = pedestal.Reader,
            Gate = new GateKeeper(pedestal.Gate, _clock, _console.Service, _console.Log),
            System = pedestal.Controller,
            Time = time,
            Log = _console.Log,
            Indicator = pedestal.Ring,
            Link = link,
            Cipher = cipher,
            Clock = _clock,
            Extractor = options.Extractor ?? new DeviceExtractor(_clock),
            Service = _console.Service,
            Offline = new OfflineAdmission(_console.Settings.Offline, files, cipher, time, _console.Log),
        };
        _lane = new LaneController(parts, _console.Settings.Lane, new Reporter(parts, _console.Settings.Lane));
        _console.Serve(parts, _lane, pedestal);
    }

    /// <summary>The settings in force.</summary>
    public DeviceSettings Settings => _console.Settings;

    /// <summary>What the guest experiences now.</summary>
    public LaneState State => _lane?.State ?? LaneState.Fault;

    /// <summary>Why it does not serve, in words; null when it does.</summary>
    public string? Fault => _lane is null ? _console.FaultText : null;

    /// <summary>Whether everything typed at the console has been answered.</summary>
    public bool IsConsoleIdle => _console.IsIdle;

    /// <summary>Whether it has to start again: settings on trial have failed, or a start that failed is worth another try.</summary>
    public bool WantsRestart { get; private set; }

    /// <summary>One step of the lane and of everything beside it; what a presentation came to if one has ended.</summary>
    public PresentationOutcome? Step()
    {
        _lane?.Step();
        _console.Poll();
        _threadLog.Look();
        WantsRestart |= _trial.Watch(_link.IsConnected(), _clock.NowMicroseconds()) == TrialVerdict.RolledBack
            || _retry?.IsDue() == true;
        if (_lane is null || _lane.Outcomes == _seen)
        {
            return null;
        }

        _seen = _lane.Outcomes;
        return PresentationOutcome.Of(_lane.Outcome);
    }

    /// <summary>The power is cut.</summary>
    public void End() => _console.End();

    /// <summary>Counts from this start, as the device's clock does.</summary>
    sealed class ClockOfStart(IClock clock) : IClock
    {
        readonly long _start = clock.NowMicroseconds();

        public long NowMicroseconds() => clock.NowMicroseconds() - _start;

        public void Sleep(int milliseconds) => clock.Sleep(milliseconds);
    }
}
