using System.Device.Spi;
using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// The ArduCAM Mega 3MP-NoIR as a palm camera: 128 x 128 pixels, YUV, fixed exposure and gain, one lit and one dark picture per
    /// capture. While there is no capture and ambient light is weak, a dark one is held ready in the module. SPI mode 0, 8 MHz, on
    /// a bus of its own.
    /// </summary>
    public sealed class ArducamMegaCamera : IPalmCamera, ICameraService
    {
        // Tolerance for flickering daylight, in grey levels; the LEDs make a picture far brighter than that.
        const int AmbientChange = 16;

        // Up to this mean grey level of a dark picture there is hardly any ambient light: neither where the hand is nor a change
        // within a second matters.
        const int WeakAmbient = 12;
        const int RegisterMask = 0x7F;

        readonly ISwitch _light;
        readonly ISwitch _power;
        readonly IClock _clock;
        readonly CameraSettings _settings;
        readonly MegaModule _module;
        readonly PictureSample _sample = new PictureSample();
        bool _started;
        bool _ambientIsWeak = true;
        bool _holdsDark;
        long _darkSince;

        /// <summary>A camera with default settings.</summary>
        public ArducamMegaCamera(SpiDevice bus, ISwitch light, ISwitch power, IClock clock)
            : this(bus, light, power, clock, new CameraSettings())
        {
        }

        /// <summary>A camera on a bus, with the switches of its LEDs and its 3.3 V rail.</summary>
        public ArducamMegaCamera(SpiDevice bus, ISwitch light, ISwitch power, IClock clock, CameraSettings settings)
        {
            _light = light;
            _power = power;
            _clock = clock;
            _settings = settings;
            _module = new MegaModule(new MegaBus(bus), clock);
        }

        /// <inheritdoc/>
        public CameraStatus Start()
        {
            _started = false;
            _holdsDark = false;
            _ambientIsWeak = true;
            _light.Set(false);
            _power.Set(true);
            var status = _module.BringUp(_settings);
            _started = status == CameraStatus.Ok;
            return _started ? status : _module.Diagnose(status);
        }

        /// <inheritdoc/>
        public void Prepare()
        {
            var now = _clock.NowMicroseconds();
            if (_started && _ambientIsWeak && (!_holdsDark || now - _darkSince >= Timing.DarkInterval * 1000L))
            {
                _module.Trigger();
                _holdsDark = true;
                _darkSince = now;
            }
        }

        /// <inheritdoc/>
        public CameraStatus Capture(PalmFrame frame)
        {
            if (!_started)
            {
                return CameraStatus.NotStarted;
            }

            var status = TakePair(frame);
            return status == CameraStatus.Ok ? status : _module.Diagnose(status);
        }

        /// <inheritdoc/>
        public CameraStatus Recover()
        {
            // Start begins with a reset, which is enough for most faults and faster than a power cycle.
            var status = Start();
            if (status == CameraStatus.Ok)
            {
                return status;
            }

            _power.Set(false);
            _clock.Sleep(Timing.PowerOff);
            return Start();
        }

        /// <inheritdoc/>
        public int ExpectedId
        {
            get { return RegisterValue.SensorId3Mp; }
        }

        /// <inheritdoc/>
        public int ReadId()
        {
            return _module.ReadRegister(Register.SensorId);
        }

        /// <inheritdoc/>
        public CameraStatus CheckLink()
        {
            return _module.Diagnose(_module.CheckLink());
        }

        /// <inheritdoc/>
        public int ReadRegister(int register)
        {
            return _module.ReadRegister((byte)(register & RegisterMask));
        }

        /// <inheritdoc/>
        public bool WriteRegister(int register, int value)
        {
            _holdsDark = false;
            return _module.WriteRegister((byte)(register & RegisterMask), (byte)value);
        }

        CameraStatus TakePair(PalmFrame frame)
        {
            var status = _module.CheckReady();
            var darkLuma = 0;
            var hasDark = status == CameraStatus.Ok && TakeHeldDark();
            try
            {
                if (hasDark)
                {
                    status = ReadDark(frame, _light);
                    darkLuma = _sample.Luma;
                    hasDark = status == CameraStatus.Ok && _ambientIsWeak;
                }
                else if (status == CameraStatus.Ok)
                {
                    _light.Set(true);
                    _clock.Sleep(Timing.LightLead);
                }

                if (status == CameraStatus.Ok)
                {
                    status = _module.Expose(Timing.PictureTimeout);
                }
            }
            finally
            {
                _light.Set(false);
            }

            if (status == CameraStatus.Ok)
            {
                status = ReadFresh(frame.Lit);
            }

            var litLuma = _sample.Luma;
            if (status == CameraStatus.Ok && !hasDark)
            {
                _module.Trigger();
                status = ReadDark(frame, null);
                darkLuma = _sample.Luma;
            }

            if (status == CameraStatus.Ok && darkLuma > litLuma + PictureSample.LumaOf(AmbientChange))
            {
                // Darker with the LEDs than without: the pictures lag behind the light.
                status = CameraStatus.StalePicture;
            }

            return status == CameraStatus.Ok ? _module.CheckLink() : status;
        }

        /// <summary>Whether the module holds a dark picture that is recent enough; it is used for one capture only.</summary>
        bool TakeHeldDark()
        {
            var holdsDark = _holdsDark && _clock.NowMicroseconds() - _darkSince <= Timing.DarkLife * 1000L;
            _holdsDark = false;
            return holdsDark;
        }

        /// <summary>
        /// Reads the dark picture; the LEDs may come on once it is exposed, so that their lead is over when it is read.
        /// </summary>
        CameraStatus ReadDark(PalmFrame frame, ISwitch lightNext)
        {
            var status = _module.AwaitPicture(Timing.PictureTimeout);
            if (status == CameraStatus.Ok)
            {
                if (lightNext != null)
                {
                    lightNext.Set(true);
                }

                status = ReadFresh(frame.Dark);
                _ambientIsWeak = _sample.Luma <= PictureSample.LumaOf(WeakAmbient);
            }

            return status;
        }

        CameraStatus ReadFresh(byte[] picture)
        {
            var status = _module.ReadPicture(picture);
            if (status == CameraStatus.Ok && !_sample.IsFresh(picture))
            {
                status = CameraStatus.StalePicture;
            }

            return status;
        }
    }
}
