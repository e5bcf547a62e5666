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
    /// A pedestal: the console from power-up on, and once it serves the lane with everything that goes on beside it, moved on step by
    /// step. The device, the virtual pedestal and the season run this; only the parts they give it differ.
    /// </summary>
    public sealed class Pedestal : IWork
    {
        /// <summary>From the end of one step to the beginning of the next, ms.</summary>
        public const int StepMilliseconds = 10;

        /// <summary>Serves the console on a thread of its own while the lane does not: before it serves, and should it no longer come round.</summary>
        public readonly GuardedThread Listener;

        /// <summary>What the console acts on.</summary>
        public readonly ConsoleParts Parts;

        const int ListenMilliseconds = 20;
        const int ListenerPatienceSeconds = 60;

        // Longer than any step of the lane, which is a camera's recovery; shorter than the watchdog.
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

        /// <summary>At power-up, with the parts that there are from the start; the stored settings need not be read yet.</summary>
        public Pedestal(ConsoleParts parts)
        {
            Parts = parts;
            _clock = parts.Clock;
            _trial = new SettingsTrial(parts.Store, _clock.NowMicroseconds());
            _console = StandardCommands.Create(parts);
            Listener = new GuardedThread("console", this, ListenerPatienceSeconds, _clock);
        }

        /// <summary>The lane; null until it serves.</summary>
        public LaneController Lane
        {
            get { return Parts.Lane; }
        }

        /// <summary>Whether everything typed at the console has been answered.</summary>
        public bool IsConsoleIdle
        {
            get { return !_console.IsBusy; }
        }

        /// <summary>The settings are read; they are whole only if the pedestal goes on from here.</summary>
        public void Configure(DeviceSettings settings)
        {
            lock (_lock)
            {
                Parts.Settings = settings;
                Parts.Editor = new SettingsEditor(Parts.Store, settings);
                Parts.Service.Open(Parts.Store);
            }
        }

        /// <summary>The sensors are opened.</summary>
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

        /// <summary>The start-up is over: from now on the lane is moved on by <see cref="Step"/>.</summary>
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
                Parts.Lane = new LaneController(parts, settings, new Reporter(parts, settings));
                _animation = parts.Indicator as IAnimation;
                _commands = new RemoteCommands(Parts, parts);
                _reports = new FleetReports(Parts, parts, _commands);
                _threads = new ThreadLog(Parts.Log, threads);
                _lastStep = _clock.NowMicroseconds();
            }
        }

        /// <summary>One step of the lane and of everything beside it, between two of which the caller waits.</summary>
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

        /// <summary>Settings on trial that do not prove themselves in time give way to the previous ones, with a restart.</summary>
        public void WatchTrial(bool isConnected)
        {
            if (_trial.Watch(isConnected, _clock.NowMicroseconds()) == TrialVerdict.RolledBack)
            {
                Parts.System.Reboot();
            }
        }

        /// <summary>The listener's look at the console.</summary>
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
