using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Service;
using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Parts
{
    /// <summary>What a lane is built of; the composition root sets every field.</summary>
    public sealed class LaneParts
    {
        /// <summary>The palm camera.</summary>
        public IPalmCamera Camera;

        /// <summary>The camera's registers, by which it is polled; null for a camera that is believed until it is used.</summary>
        public ICameraService CameraService;

        /// <summary>The range finder.</summary>
        public IPresenceSensor Presence;

        /// <summary>The code reader.</summary>
        public IQrReader Qr;

        /// <summary>What asks the code reader for a sign of life; null for a reader that is believed without.</summary>
        public IReaderService Reader;

        /// <summary>What opens the gate.</summary>
        public GateKeeper Gate;

        /// <summary>The controller, whose memory and clock are looked after; null for none.</summary>
        public ISystemInfo System;

        /// <summary>The time of day, which hears the services' time; null for one that is believed as it is.</summary>
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

        /// <summary>Where failures are written.</summary>
        public EventLog Log;

        /// <summary>Service mode, which the retained state tells of; null where there is none.</summary>
        public ServiceMode Service;

        /// <summary>Decides about signed tickets while ticketing cannot be reached; null for a pedestal that never does.</summary>
        public OfflineAdmission Offline;

        /// <summary>The same parts, those connected by wires under guard: what they throw is a failure with a name.</summary>
        internal LaneParts Guarded()
        {
            return new LaneParts
            {
                Camera = new GuardedCamera(Camera), CameraService = CameraService,
                Presence = new WatchedPresence(Presence, Clock), Qr = new WatchedReader(Qr, Reader, Clock), Reader = Reader, Gate = Gate,
                Indicator = Indicator, Link = Link, Cipher = Cipher, Clock = Clock, Extractor = Extractor, Service = Service,
                Offline = Offline, System = System, Time = Time, Log = Log,
            };
        }
    }
}
