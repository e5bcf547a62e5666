using System.Threading;
using Pedestal.Core.Console;
using Pedestal.Core.Console.Commands;
using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Esp32;

namespace Pedestal.Firmware
{
    /// <summary>
    /// Serves the console from before the settings are read until power-off: on a thread of its own until the lane runs, then
    /// between the lane's steps, and on its own again should the lane no longer come round.
    /// </summary>
    sealed class Technician : IWork
    {
        internal readonly ConsoleParts Parts;

        /// <summary>Serves the console while the lane does not.</summary>
        internal readonly GuardedThread Listener;

        const int PollMilliseconds = 20;

        // Longer than any step of the lane, which is a camera's recovery; shorter than the watchdog.
        const long SilenceMicroseconds = 15000000;
        const int PatienceSeconds = 60;
        readonly DiagnosticConsole _console;
        readonly object _lock = new object();
        long _lastStep;
        bool _serving;

        internal Technician(Board board, EspFileStore files, SettingsStore store)
        {
            var log = new EventLog(board.Clock);
            var service = new ServiceMode(board.Clock, log, files);
            Parts = new ConsoleParts
            {
                Port = board.Console,
                Clock = board.Clock,
                System = new EspSystem(),
                Time = new EspTimeOfDay(),
                Log = log,
                Service = service,
                Files = files,
                Store = store,
                Gate = new GateKeeper(board.Gate, board.Clock, service, log),
                Ring = board.Ring,
            };
            _console = StandardCommands.Create(Parts);
            Listener = new GuardedThread("console", this, PatienceSeconds, board.Clock);
        }

        /// <summary>The settings are read; they are whole only if the pedestal goes on from here.</summary>
        internal void Read(DeviceSettings settings)
        {
            lock (_lock)
            {
                Parts.Settings = settings;
                Parts.Editor = new SettingsEditor(Parts.Store, settings);
                Parts.Service.Open(Parts.Store);
            }
        }

        /// <summary>The sensors are opened.</summary>
        internal void Open(Board board)
        {
            lock (_lock)
            {
                Parts.Camera = board.Camera;
                Parts.CameraService = board.CameraService;
                Parts.Presence = board.Presence;
                Parts.Reader = board.ReaderService;
                Parts.Thermometer = board.Thermometer;
            }
        }

        /// <summary>The start-up is over.</summary>
        internal void Serving(INetworkInfo network, LaneParts parts, LaneController lane)
        {
            lock (_lock)
            {
                Parts.Network = network;
                Parts.Link = parts.Link;
                Parts.Offline = parts.Offline;
                Parts.Extractor = ((VeinExtractor)parts.Extractor).Extractor;
                Parts.Lane = lane;
                _lastStep = Parts.Clock.NowMicroseconds();
                _serving = true;
            }
        }

        /// <summary>Between two steps of the lane.</summary>
        internal void Poll()
        {
            lock (_lock)
            {
                _lastStep = Parts.Clock.NowMicroseconds();
                _console.Poll();
            }
        }

        /// <summary>A look at the console by the listener.</summary>
        public bool DoRound()
        {
            lock (_lock)
            {
                if (!_serving || Parts.Clock.NowMicroseconds() - _lastStep > SilenceMicroseconds)
                {
                    _console.Poll();
                }
            }

            Thread.Sleep(PollMilliseconds);
            return true;
        }
    }
}
