using System.Threading;
using System;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Console;
using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal.Esp32;
using Pedestal.Hal;
using nanoFramework.Runtime.Native;

namespace Pedestal.Firmware
{
    /// <summary>A pedestal from power-up to the next restart.</summary>
    sealed class Application : IWork
    {
        const string Drive = "I:\\";
        const int CrashMilliseconds = 5000;
        const int StandstillMilliseconds = 1000;

        // Longer than an attempt to connect to Wi-Fi and than a recovery of the camera.
        const int PatienceSeconds = 60;

        /// <summary>The pedestal, which has a lane once the start-up is over.</summary>
        internal readonly Core.Pedestal Pedestal;

        readonly Board _board = new Board();
        readonly Health _health;
        readonly GuardedThread _main;
        readonly StartUp _startUp;
        bool _standsStill;
        StartupRetry _retry;

        /// <summary>Opens the parts available at power-up; on a PC, extractor and cipher may be others.</summary>
        internal Application(ITemplateExtractor extractor, ICipher cipher)
        {
            var files = new EspFileStore(Drive);
            Pedestal = new Core.Pedestal(PartsFromStart(files));
            _health = new Health(_board.Indicator, Pedestal.Parts);
            _main = new GuardedThread("lane", this, PatienceSeconds, _board.Clock);
            _startUp = new StartUp(_board, Pedestal, _health, _main, extractor, cipher);
        }

        /// <summary>The indication on the ring.</summary>
        internal Indication Shown
        {
            get { return _board.Indicator.Shown; }
        }

        /// <summary>Runs until a defect occurs or the start-up has to be repeated; the caller then reboots.</summary>
        internal void Run()
        {
            new Thread(Pedestal.Listener.Run).Start();
            new SoftWatchdog(_main, Pedestal.Listener).Start();
            _main.Run();
        }

        /// <summary>Runs a step of the pedestal; before it serves, the start-up, or the wait after a failed one.</summary>
        public bool DoRound()
        {
            _board.Watchdog.Feed();
            if (Pedestal.Lane != null)
            {
                Pedestal.Step();
                _board.Clock.Sleep(Core.Pedestal.StepMilliseconds);
                return true;
            }

            return _standsStill ? StandStill() : TryStartUp();
        }

        bool TryStartUp()
        {
            try
            {
                _startUp.Run();
                return true;
            }
            catch (StartupException e)
            {
                // The console stays available for a technician; a fault that may pass by itself is retried.
                _health.Report(e.Fault, e.Message);
                _standsStill = true;
                var needsPerson = e.Fault == StartupFault.SettingsMissing || e.Fault == StartupFault.SettingsInvalid;
                _retry = needsPerson ? null : new StartupRetry(_board.Clock, Pedestal.Parts.Service);
                return true;
            }
            catch (Exception e)
            {
                _health.Report(StartupFault.Crashed, e.Message);
                Thread.Sleep(CrashMilliseconds);
                return false;
            }
        }

        bool StandStill()
        {
            Thread.Sleep(StandstillMilliseconds);
            Pedestal.WatchTrial(false);
            return _retry == null || !_retry.IsDue();
        }

        ConsoleParts PartsFromStart(EspFileStore files)
        {
            var log = new EventLog(_board.Clock);
            var service = new ServiceMode(_board.Clock, log, files);
            return new ConsoleParts
            {
                Port = _board.Console,
                Clock = _board.Clock,
                System = new EspSystem(),
                Time = new EspTimeOfDay(),
                Log = log,
                Service = service,
                Files = files,
                Store = new SettingsStore(files),
                Gate = new GateKeeper(_board.Gate, _board.Clock, service, log),
                Ring = _board.Indicator,
            };
        }
    }
}
