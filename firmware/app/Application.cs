using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Offline;
using Pedestal.Core.Reporting;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Hal.Esp32;
using nanoFramework.Runtime.Native;

namespace Pedestal.Firmware
{
    /// <summary>A pedestal from power-up to serving.</summary>
    sealed class Application : IWork
    {
        const string Drive = "I:\\";
        const uint MemoryNeeded = 1024 * 1024;
        const int WifiMilliseconds = 30000;
        const int WifiPauseMilliseconds = 5000;
        const int CrashMilliseconds = 5000;
        const int StandstillMilliseconds = 1000;

        // Longer than an attempt to connect to the Wi-Fi, and than a camera's recovery.
        const int PatienceSeconds = 60;

        readonly Board _board = new Board();
        readonly EspFileStore _files = new EspFileStore(Drive);
        readonly SettingsStore _store;
        readonly SettingsTrial _trial;
        readonly Health _health;
        readonly Technician _technician;
        readonly GuardedThread _main;
        ServingLoop _loop;
        bool _standsStill;
        StartupRetry _retry;

        internal Application()
        {
            _store = new SettingsStore(_files);
            _trial = new SettingsTrial(_store, _board.Clock.NowMicroseconds());
            _technician = new Technician(_board, _files, _store);
            _health = new Health(_board.Ring, _technician.Parts);
            _main = new GuardedThread("lane", this, PatienceSeconds, _board.Clock);
        }

        /// <summary>Returns after a defect, or when the start-up is to be tried again; the caller reboots.</summary>
        internal void Run()
        {
            _technician.Listener.Start();
            new SoftWatchdog(_main, _technician.Listener).Start();
            _main.Run();
        }

        /// <summary>A step of serving; before that the start-up, and the wait after one that failed.</summary>
        public bool DoRound()
        {
            _board.Watchdog.Feed();
            if (_loop != null)
            {
                _loop.DoRound();
                return true;
            }

            return _standsStill ? StandStill() : TryStartUp();
        }

        bool TryStartUp()
        {
            try
            {
                StartUp();
                return true;
            }
            catch (StartupException e)
            {
                // The console goes on, so that a technician can put it right; what may pass by itself is tried again.
                _health.Report(e.Fault, e.Message);
                _standsStill = true;
                var needsPerson = e.Fault == StartupFault.SettingsMissing || e.Fault == StartupFault.SettingsInvalid;
                _retry = needsPerson ? null : new StartupRetry(_board.Clock, _technician.Parts.Service);
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
            WatchTrial(false);
            return _retry == null || !_retry.IsDue();
        }

        /// <summary>From power-up to serving.</summary>
        void StartUp()
        {
            // First, so that a technician can do something about whatever fails after it.
            Begin("settings");
            var settings = ReadSettings();
            Begin("memory");
            CheckMemory();
            var authority = ReadAuthority(settings);
            _board.Gate.Pulse.Milliseconds = settings.GatePulseMilliseconds;
            if (settings.GateFeedback)
            {
                _board.Gate.WatchFeedback(Pins.GateFeedback);
            }

            Begin("sensors");
            _board.OpenSensors();
            _technician.Open(_board);
            Begin("network");
            Connect(settings);
            Begin("broker");
            var link = OpenLink(settings, authority);
            var parts = CollectParts(settings, link);
            var lane = new LaneController(parts, settings.Lane, new Reporter(parts, settings.Lane));
            _technician.Serving(new EspNetwork(settings.WifiSsid, settings.BrokerHost + ":" + settings.BrokerPort.ToString()),
                parts, lane);
            new SoftWatchdog(link.Keeper, _board.Console.Mover).Start();
            _loop = new ServingLoop(_board, _technician, _trial, parts,
                new[] { _main, link.Keeper, _board.Console.Mover, _technician.Listener });
        }

        void Begin(string step)
        {
            Alive();
            _health.Progress(step);
        }

        /// <summary>A sign of life of the lane's thread in the middle of a start-up.</summary>
        void Alive()
        {
            _main.Alive();
            _board.Watchdog.Feed();
        }

        static void CheckMemory()
        {
            var free = nanoFramework.Runtime.Native.GC.Run(false);
            if (free < MemoryNeeded)
            {
                throw new StartupException(
                    StartupFault.NotEnoughMemory, free.ToString() + " bytes free, " + MemoryNeeded.ToString() + " needed");
            }
        }

        DeviceSettings ReadSettings()
        {
            var settings = new DeviceSettings();
            var state = _store.Load();
            var problem = settings.Take(_store.Values());
            _technician.Read(settings);
            switch (state)
            {
                case SettingsState.StorageFailed:
                    throw new StartupException(StartupFault.StorageFailed, "drive I: cannot be read");
                case SettingsState.NoneStored:
                    throw new StartupException(StartupFault.SettingsMissing, "'config set NAME VALUE', 'config save', 'reboot'");
                case SettingsState.Damaged:
                case SettingsState.TooNew:
                    throw new StartupException(StartupFault.SettingsInvalid, SettingsWords.Of(state));
            }

            if (problem != null)
            {
                throw new StartupException(StartupFault.SettingsInvalid, problem);
            }

            return settings;
        }

        /// <summary>The settings know a whole certificate from half a one; whether it can be used, only the TLS library does.</summary>
        static X509Certificate ReadAuthority(DeviceSettings settings)
        {
            try
            {
                return settings.BrokerTls && settings.BrokerCa != null ? new X509Certificate(settings.BrokerCa) : null;
            }
            catch (Exception)
            {
                throw new StartupException(
                    StartupFault.SettingsInvalid, SettingNames.BrokerCa + " is a certificate that the TLS library cannot use");
            }
        }

        /// <summary>Settings on trial that do not reach the broker in time give way to the previous ones.</summary>
        void WatchTrial(bool isConnected)
        {
            if (_trial.Watch(isConnected, _board.Clock.NowMicroseconds()) == TrialVerdict.RolledBack)
            {
                Power.RebootDevice();
            }
        }

        /// <summary>Until it succeeds: without network and time of day there is nothing a pedestal may decide.</summary>
        void Connect(DeviceSettings settings)
        {
            var wifi = new WifiConnector(settings.WifiSsid, settings.WifiPassword, settings.TimeServer);
            while (wifi.Connect(WifiMilliseconds) != WifiStatus.Connected)
            {
                _health.Report(FaultOf(wifi.Status), settings.WifiSsid);
                WatchTrial(false);
                Alive();
                Thread.Sleep(WifiPauseMilliseconds);
            }

            _health.Clear();
        }

        static StartupFault FaultOf(WifiStatus status)
        {
            switch (status)
            {
                case WifiStatus.NoInterface: return StartupFault.WifiNoInterface;
                case WifiStatus.NoTime: return StartupFault.WifiNoTime;
                case WifiStatus.Failed: return StartupFault.WifiFailed;
                default: return StartupFault.WifiNoAddress;
            }
        }

        MqttLink OpenLink(DeviceSettings settings, X509Certificate authority)
        {
            var link = new MqttLink(
                new MqttLinkOptions
                {
                    Host = settings.BrokerHost,
                    Port = settings.BrokerPort,
                    Tls = settings.BrokerTls,
                    Authority = authority,
                    User = settings.BrokerUser,
                    Password = settings.BrokerPassword,
                    Venue = settings.Venue,
                    Device = settings.Device,
                },
                _board.Clock, _board.Gate.Pulse);
            link.Keeper.Start();
            return link;
        }

        LaneParts CollectParts(DeviceSettings settings, MqttLink link)
        {
            var cipher = new EspCipher();
            var time = new CheckedTime(_technician.Parts.Time, _board.Clock);
            return new LaneParts
            {
                Camera = _board.Camera,
                CameraService = _board.CameraService,
                Presence = _board.Presence,
                Qr = _board.Reader,
                Reader = _board.ReaderService,
                Gate = _technician.Parts.Gate,
                System = _technician.Parts.System,
                Time = time,
                Log = _technician.Parts.Log,
                Indicator = _board.Ring,
                Link = link,
                Cipher = cipher,
                Clock = _board.Clock,
                Extractor = new VeinExtractor(),
                Service = _technician.Parts.Service,
                Offline = new OfflineAdmission(settings.Offline, _files, cipher, time, _technician.Parts.Log),
            };
        }
    }
}
