using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Console.Commands;
using Pedestal.Core.Console;
using Pedestal.Core.Fleet;
using Pedestal.Core.Lane;
using Pedestal.Core.Reporting;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// A pedestal: the console from power-up on, and once the start-up is over also the lane, remote commands and reports, step by
    /// step. The device, the virtual pedestal and the season run this class with different parts.
    /// </summary>
    public sealed class Pedestal : IWork
    {
        /// <summary>Pause between two steps, ms.</summary>
        public const int StepMilliseconds = 10;

        /// <summary>Polls the console from its own thread before the lane runs, and if the lane stops running.</summary>
        public readonly GuardedThread Listener;

        /// <summary>The parts that the console uses.</summary>
        public readonly ConsoleParts Parts;

        const int ListenMilliseconds = 20;
        const int ListenerPatienceSeconds = 60;

        // Longer than the lane's longest step, the recovery of the camera, and shorter than the watchdog's time.
        const long SilenceMicroseconds = 15000000;
        readonly IClock _clock;
        readonly DiagnosticConsole _console;
        readonly SettingsTrial _trial;
        readonly object _lock = new object();
        IAnimation _animation;
        RemoteCommands _commands;
        FleetReports _reports;
        ThreadLog _threads;
        long _lastStep;

        /// <summary>Creates a pedestal with the parts available at power-up; the stored settings need not be loaded yet.</summary>
        public Pedestal(ConsoleParts parts)
        {
            Parts = parts;
            _clock = parts.Clock;
            _trial = new SettingsTrial(parts.Store, _clock.NowMicroseconds());
            _console = StandardCommands.Create(parts);
            Listener = new GuardedThread("console", this, ListenerPatienceSeconds, _clock);
        }

        /// <summary>The lane; null before <see cref="Serve"/>.</summary>
        public LaneController Lane
        {
            get { return Parts.Lane; }
        }

        /// <summary>Whether the console has handled all input and sent all output.</summary>
        public bool IsConsoleIdle
        {
            get { return !_console.IsBusy; }
        }

        /// <summary>Applies the loaded settings, which may still be incomplete.</summary>
        public void Configure(DeviceSettings settings)
        {
            lock (_lock)
            {
                Parts.Settings = settings;
                Parts.Editor = new SettingsEditor(Parts.Store, settings);
                Parts.Service.Open(Parts.Store);
            }
        }

        /// <summary>Adds the opened sensors to the console's parts.</summary>
        public void Open(LaneParts parts, IThermometer thermometer)
        {
            lock (_lock)
            {
                Parts.Camera = parts.Camera;
                Parts.CameraService = parts.CameraService;
                Parts.Presence = parts.Presence;
                Parts.Reader = parts.Reader;
                Parts.Thermometer = thermometer;
            }
        }

        /// <summary>Ends the start-up; from now on <see cref="Step"/> runs the lane.</summary>
        /// <param name="parts">All parts.</param>
        /// <param name="settings">The lane's settings.</param>
        /// <param name="network">The network, for the console.</param>
        /// <param name="threads">The threads whose failures are written into the log.</param>
        public void Serve(LaneParts parts, LaneSettings settings, INetworkInfo network, GuardedThread[] threads)
        {
            lock (_lock)
            {
                Parts.Network = network;
                Parts.Link = parts.Link;
                Parts.Offline = parts.Offline;
                Parts.Extractor = parts.Extractor is VeinExtractor vein ? vein.Extractor : null;
                parts.Recorder = Parts.Recorder;
                Parts.Cipher = parts.Cipher;
                Parts.Lane = new LaneController(parts, settings, new Reporter(parts, settings));
                _animation = parts.Indicator as IAnimation;
                _commands = new RemoteCommands(Parts, parts);
                _reports = new FleetReports(Parts, parts, _commands);
                _threads = new ThreadLog(Parts.Log, threads);
                _lastStep = _clock.NowMicroseconds();
            }
        }

        /// <summary>Runs one step of the lane and of everything else; the caller waits between two steps.</summary>
        public void Step()
        {
            Parts.Lane.Step();
            if (_animation != null)
            {
                _animation.Animate(_clock.NowMicroseconds());
            }

            lock (_lock)
            {
                _lastStep = _clock.NowMicroseconds();
                _console.Poll();
            }

            _commands.Poll();
            _reports.Poll();
            _threads.Check();
            WatchTrial(Parts.Link.IsConnected());
        }

        /// <summary>Restores the previous settings and restarts if those on trial are not confirmed in time.</summary>
        public void WatchTrial(bool isConnected)
        {
            if (_trial.Watch(isConnected, _clock.NowMicroseconds()) == TrialVerdict.RolledBack)
            {
                Parts.System.Reboot();
            }
        }

        /// <summary>Runs a round of the listener.</summary>
        public bool DoRound()
        {
            lock (_lock)
            {
                if (Parts.Lane == null || _clock.NowMicroseconds() - _lastStep > SilenceMicroseconds)
                {
                    _console.Poll();
                }
            }

            _clock.Sleep(ListenMilliseconds);
            return true;
        }
    }
}
