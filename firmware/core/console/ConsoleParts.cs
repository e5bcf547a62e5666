using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Ledger;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Console
{
    /// <summary>
    /// What the console acts on; the composition root sets the fields as the parts come up. A field that is still null is a
    /// part that is not there yet, which its commands say.
    /// </summary>
    public sealed class ConsoleParts
    {
        /// <summary>The line; from the start.</summary>
        public IConsolePort Port;

        /// <summary>The clock; from the start.</summary>
        public IClock Clock;

        /// <summary>The controller; from the start.</summary>
        public ISystemInfo System;

        /// <summary>The log; from the start.</summary>
        public EventLog Log;

        /// <summary>Service mode; from the start.</summary>
        public ServiceMode Service;

        /// <summary>Latencies since the start; from the start.</summary>
        public readonly LatencyHistogram Histogram = new LatencyHistogram();

        /// <summary>Log records from this level on appear at the prompt by themselves.</summary>
        public LogLevel LiveLevel = LogLevel.Warning;

        /// <summary>What is wrong with the start-up, or "none"; from the start.</summary>
        public string StartupFault = "none";

        /// <summary>What is at fault now, in the start-up or in the lane; "none" if all is well.</summary>
        public string Fault
        {
            get { return StartupFault != "none" || Lane == null ? StartupFault : Lane.Health.Fault(); }
        }

        /// <summary>The settings in force.</summary>
        public DeviceSettings Settings;

        /// <summary>The stored settings, being edited.</summary>
        public SettingsEditor Editor;

        /// <summary>The stored settings as a whole.</summary>
        public SettingsStore Store;

        /// <summary>The files.</summary>
        public IFileStore Files;

        /// <summary>The network.</summary>
        public INetworkInfo Network;

        /// <summary>The broker.</summary>
        public ILink Link;

        /// <summary>The lane.</summary>
        public LaneController Lane;

        /// <summary>The camera as the lane uses it.</summary>
        public IPalmCamera Camera;

        /// <summary>The camera's registers.</summary>
        public ICameraService CameraService;

        /// <summary>The range finder.</summary>
        public IPresenceSensor Presence;

        /// <summary>The code reader.</summary>
        public IReaderService Reader;

        /// <summary>What opens the gate.</summary>
        public GateKeeper Gate;

        /// <summary>Decides about signed tickets while ticketing cannot be reached.</summary>
        public OfflineAdmission Offline;

        /// <summary>The time of day.</summary>
        public ITimeOfDay Time;

        /// <summary>The thermometer; null for none.</summary>
        public IThermometer Thermometer;

        /// <summary>The ring.</summary>
        public IRingService Ring;

        /// <summary>The extraction, for its intermediate images.</summary>
        public Extractor Extractor;

        /// <summary>The pedestal's name, or "pedestal" before it has one.</summary>
        public string Device
        {
            get { return Settings == null || Settings.Device == null ? "pedestal" : Settings.Device; }
        }

        /// <summary>Whether nobody is being served, so that a part may be used for a moment.</summary>
        public bool IsLaneFree
        {
            get
            {
                return Lane == null || Lane.State != LaneState.Capturing && Lane.State != LaneState.Matching
                    && Lane.State != LaneState.CheckingTicket;
            }
        }
    }
}
