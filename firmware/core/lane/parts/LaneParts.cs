using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Service;
using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Parts
{
    /// <summary>The parts of a lane; the composition root sets every field.</summary>
    public sealed class LaneParts
    {
        /// <summary>The palm camera.</summary>
        public IPalmCamera Camera;

        /// <summary>The camera's registers, for polling it; null if the camera is trusted until it is used.</summary>
        public ICameraService CameraService;

        /// <summary>The range finder.</summary>
        public IPresenceSensor Presence;

        /// <summary>The code reader.</summary>
        public IQrReader Qr;

        /// <summary>Polls the code reader; null if the reader is trusted.</summary>
        public IReaderService Reader;

        /// <summary>The gate.</summary>
        public GateKeeper Gate;

        /// <summary>The controller, whose memory and clock are watched; null for none.</summary>
        public ISystemInfo System;

        /// <summary>The time of day, which learns the services' time; null if it is trusted as it is.</summary>
        public CheckedTime Time;

        /// <summary>Light ring and buzzer.</summary>
        public IIndicator Indicator;

        /// <summary>The broker.</summary>
        public ILink Link;

        /// <summary>The cipher primitives.</summary>
        public ICipher Cipher;

        /// <summary>The clock.</summary>
        public IClock Clock;

        /// <summary>The extraction.</summary>
        public ITemplateExtractor Extractor;

        /// <summary>The log for faults.</summary>
        public EventLog Log;

        /// <summary>Takes captures for an evaluation in capture mode; null in other modes or where there is no console.</summary>
        public FrameRecorder Recorder;

        /// <summary>Service mode, reported in the retained state; null if there is none.</summary>
        public ServiceMode Service;

        /// <summary>Decides about signed tickets while ticketing is unreachable; null if the pedestal never does.</summary>
        public OfflineAdmission Offline;

        /// <summary>The same parts with exceptions of those on wires turned into named faults.</summary>
        internal LaneParts Guarded()
        {
            return new LaneParts
            {
                Camera = new GuardedCamera(Camera), CameraService = CameraService,
                Presence = new WatchedPresence(Presence, Clock), Qr = new WatchedReader(Qr, Reader, Clock), Reader = Reader, Gate = Gate,
                Indicator = Indicator, Link = Link, Cipher = Cipher, Clock = Clock, Extractor = Extractor, Service = Service,
                Offline = Offline, System = System, Time = Time, Log = Log, Recorder = Recorder,
            };
        }
    }
}
