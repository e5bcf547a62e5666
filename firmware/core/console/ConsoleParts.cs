using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
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
    /// The parts that the console uses; the composition root sets the fields as the parts start. A null field is a part that
    /// has not started yet, as its commands then report.
    /// </summary>
    public sealed class ConsoleParts
    {
        /// <summary>The port; set from the start.</summary>
        public IConsolePort Port;

        /// <summary>The clock; set from the start.</summary>
        public IClock Clock;

        /// <summary>The controller; set from the start.</summary>
        public ISystemInfo System;

        /// <summary>The log; set from the start.</summary>
        public EventLog Log;

        /// <summary>The cipher primitives, once it serves.</summary>
        public ICipher Cipher;

        /// <summary>Service mode; set from the start.</summary>
        public ServiceMode Service;

        /// <summary>Takes captures for an evaluation. Its frame also serves self test and captures.</summary>
        public FrameRecorder Recorder = new FrameRecorder(new PalmFrame());

        /// <summary>Latencies since the start.</summary>
        public readonly LatencyHistogram Histogram = new LatencyHistogram();

        /// <summary>Log records from this level on are printed at the prompt.</summary>
        public LogLevel LiveLevel = LogLevel.Warning;

        /// <summary>The start-up fault, or "none"; set from the start.</summary>
        public string StartupFault = "none";

        /// <summary>The present fault of start-up or lane; "none" if there is none.</summary>
        public string Fault
        {
            get { return StartupFault != "none" || Lane == null ? StartupFault : Lane.Health.Fault(); }
        }

        /// <summary>The settings in force.</summary>
        public DeviceSettings Settings;

        /// <summary>The stored settings, being edited.</summary>
        public SettingsEditor Editor;

        /// <summary>The storage of the settings.</summary>
        public SettingsStore Store;

        /// <summary>The files.</summary>
        public IFileStore Files;

        /// <summary>The network.</summary>
        public INetworkInfo Network;

        /// <summary>The broker.</summary>
        public ILink Link;

        /// <summary>The lane.</summary>
        public LaneController Lane;

        /// <summary>The camera as used by the lane.</summary>
        public IPalmCamera Camera;

        /// <summary>The camera's registers.</summary>
        public ICameraService CameraService;

        /// <summary>The range finder.</summary>
        public IPresenceSensor Presence;

        /// <summary>The code reader.</summary>
        public IReaderService Reader;

        /// <summary>The gate.</summary>
        public GateKeeper Gate;

        /// <summary>Decides about signed tickets while ticketing is unreachable.</summary>
        public OfflineAdmission Offline;

        /// <summary>The time of day.</summary>
        public ITimeOfDay Time;

        /// <summary>The thermometer; null if there is none.</summary>
        public IThermometer Thermometer;

        /// <summary>The ring.</summary>
        public IRingService Ring;

        /// <summary>The extraction, for its intermediate pictures.</summary>
        public Extractor Extractor;

        /// <summary>The pedestal's name; "pedestal" before it has one.</summary>
        public string Device
        {
            get { return Settings == null || Settings.Device == null ? "pedestal" : Settings.Device; }
        }

        /// <summary>Whether it serves in capture mode: pictures are stored for an evaluation.</summary>
        public bool IsCaptureMode
        {
            get { return Lane != null && Settings != null && Settings.Lane.Mode == LaneMode.Capture; }
        }

        /// <summary>Whether nobody is being served, so that a part may be used briefly.</summary>
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
