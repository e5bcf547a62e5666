using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>Turns a frame into a template; the seam that lets tests do without pictures.</summary>
    public interface ITemplateExtractor
    {
        /// <summary>Extracts into <see cref="TemplateFormat.Length"/> bytes; only Ok writes them.</summary>
        ExtractionStatus Extract(PalmFrame frame, byte[] template);
    }

    /// <summary>The vein extraction.</summary>
    public sealed class VeinExtractor : ITemplateExtractor
    {
        readonly Extractor _extractor = new Extractor();

        /// <summary>The extractor itself, for its intermediate images.</summary>
        public Extractor Extractor
        {
            get { return _extractor; }
        }

        /// <inheritdoc/>
        public ExtractionStatus Extract(PalmFrame frame, byte[] template)
        {
            var status = _extractor.Extract(frame.Lit, frame.Dark, template);

            // Nobody looks at what lies between frame and template, and whoever reads the memory must not find it.
            _extractor.Wipe();
            return status;
        }
    }

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

        /// <summary>The gate.</summary>
        public IGate Gate;

        /// <summary>The gate's contacts; null for none.</summary>
        public IGateService GateService;

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
                Offline = Offline, GateService = GateService, System = System, Time = Time, Log = Log,
            };
        }
    }
}
