using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal.Esp32;
using Pedestal.Hal;

namespace Pedestal.Firmware
{
    /// <summary>The start-up, step by step; a step that fails reports its fault and the reason.</summary>
    sealed class StartUp
    {
        const uint MemoryNeeded = 1024 * 1024;
        const int WifiMilliseconds = 30000;
        const int WifiPauseMilliseconds = 5000;
        readonly Board _board;
        readonly Core.Pedestal _pedestal;
        readonly Health _health;
        readonly GuardedThread _main;
        readonly ITemplateExtractor _extractor;
        readonly ICipher _cipher;

        internal StartUp(
            Board board, Core.Pedestal pedestal, Health health, GuardedThread main, ITemplateExtractor extractor, ICipher cipher)
        {
            _board = board;
            _pedestal = pedestal;
            _health = health;
            _main = main;
            _extractor = extractor;
            _cipher = cipher;
        }

        /// <summary>Runs all steps; throws a <see cref="StartupException"/> that needs a person or a restart.</summary>
        internal void Run()
        {
            // First, so that a technician can use service mode whatever fails afterwards.
            Begin("settings");
            var settings = ReadSettings();
            Begin("memory");
            CheckMemory();
            var authority = ReadAuthority(settings);
            SetUpGate(settings);
            Begin("sensors");
            _board.OpenSensors();
            var parts = CollectParts(settings);
            _pedestal.Open(parts, _board.Thermometer);
            Begin("network");
            Connect(settings);
            Begin("broker");
            var link = OpenLink(settings, authority);
            parts.Link = link;
            _pedestal.Serve(parts, settings.Lane,
                new EspNetwork(settings.WifiSsid),
                new[] { _main, link.Keeper, _board.Console.Mover, _pedestal.Listener });
            new SoftWatchdog(link.Keeper, _board.Console.Mover).Start();
        }

        void Begin(string step)
        {
            Alive();
            _health.Progress(step);
        }

        /// <summary>Gives signs of life in the middle of the start-up, which is one long round.</summary>
        void Alive()
        {
            _main.Alive();
            _board.Watchdog.Feed();
        }

        DeviceSettings ReadSettings()
        {
            var settings = new DeviceSettings();
            var state = _pedestal.Parts.Store.Load();
            var fault = settings.Take(_pedestal.Parts.Store.Values());
            _pedestal.Configure(settings);
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

            if (fault != null)
            {
                throw new StartupException(StartupFault.SettingsInvalid, fault);
            }

            return settings;
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

        /// <summary>Reads the broker's authority; only the TLS library knows whether it can use the certificate.</summary>
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

        void SetUpGate(DeviceSettings settings)
        {
            _board.Gate.Pulse.Milliseconds = settings.GatePulseMilliseconds;
            if (settings.GateFeedback)
            {
                _board.Gate.WatchFeedback(Pins.GateFeedback);
            }
        }

        /// <summary>Retries until it succeeds: without network and time of day the pedestal can decide nothing.</summary>
        void Connect(DeviceSettings settings)
        {
            var wifi = new WifiConnector(settings.WifiSsid, settings.WifiPassword, settings.TimeServer);
            while (wifi.Connect(WifiMilliseconds) != WifiStatus.Connected)
            {
                _health.Report(FaultOf(wifi.Status), settings.WifiSsid);
                _pedestal.WatchTrial(false);
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
                    Brokers = settings.Brokers(),
                    Tls = settings.BrokerTls,
                    Authority = authority,
                    User = settings.BrokerUser,
                    Password = settings.BrokerPassword,
                    Venue = settings.Venue,
                    Device = settings.Device,
                },
                _board.Clock, _board.Gate.Pulse);
            new Thread(link.Keeper.Run).Start();
            return link;
        }

        LaneParts CollectParts(DeviceSettings settings)
        {
            var console = _pedestal.Parts;
            var time = new CheckedTime(console.Time, _board.Clock);
            return new LaneParts
            {
                Camera = _board.Camera,
                CameraService = _board.CameraService,
                Presence = _board.Presence,
                Qr = _board.Reader,
                Reader = _board.ReaderService,
                Gate = console.Gate,
                System = console.System,
                Time = time,
                Log = console.Log,
                Indicator = _board.Indicator,
                Cipher = _cipher,
                Clock = _board.Clock,
                Extractor = _extractor,
                Service = console.Service,
                Offline = new OfflineAdmission(settings.Offline, console.Files, _cipher, time, console.Log),
            };
        }
    }
}
