using System.Device.Spi;
using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// The ArduCAM Mega 3MP-NoIR as a palm camera: 128 x 128 pixels, YUV, fixed exposure and gain; a capture has one picture under both
    /// banks of LEDs, one under the left bank, and a dark one, which in weak ambient light is taken before it is needed; in bright
    /// surroundings the exposure is shorter and the LEDs are brighter. SPI mode 0, 8 MHz, on a bus of its own.
    /// </summary>
    public sealed class ArducamMegaCamera : IPalmCamera, ICameraService
    {
        const int RegisterMask = 0x7F;

        readonly ISwitch _power;
        readonly IClock _clock;
        readonly CameraSettings _settings;
        readonly MegaModule _module;
        readonly PalmPictures _pictures;
        bool _started;

        /// <summary>A camera with default settings.</summary>
        public ArducamMegaCamera(
            SpiDevice bus, ISwitch light, ISwitch rightBank, ISwitch highCurrent, ISwitch power, IClock clock)
            : this(bus, light, rightBank, highCurrent, power, clock, new CameraSettings())
        {
        }

        /// <summary>
        /// A camera on a bus, with the switches of its LEDs, of the right bank's share in them, of their higher current, and of its 3.3 V
        /// rail.
        /// </summary>
        public ArducamMegaCamera(SpiDevice bus, ISwitch light, ISwitch rightBank, ISwitch highCurrent, ISwitch power, IClock clock,
            CameraSettings settings)
        {
            _power = power;
            _clock = clock;
            _settings = settings;
            _module = new MegaModule(new MegaBus(bus), clock);
            var exposure = new ExposureControl(_module, clock, settings);
            _pictures = new PalmPictures(_module, new PalmLight(light, rightBank, highCurrent, exposure, clock), exposure, clock);
        }

        /// <inheritdoc/>
        public CameraStatus Start()
        {
            _started = false;
            _pictures.Reset();
            _power.Set(true);
            var status = _module.BringUp(_settings);
            _started = status == CameraStatus.Ok;
            return _started ? status : _module.Link.Diagnose(status);
        }

        /// <inheritdoc/>
        public void Prepare()
        {
            if (_started)
            {
                _pictures.HoldDark();
            }
        }

        /// <inheritdoc/>
        public CameraStatus Capture(PalmFrame frame, NextPicture next)
        {
            if (!_started)
            {
                return CameraStatus.NotStarted;
            }

            var status = _pictures.Take(frame, next);
            return status == CameraStatus.Ok ? status : _module.Link.Diagnose(status);
        }

        /// <inheritdoc/>
        public CameraStatus CaptureLeft(PalmFrame frame, int rows, bool anotherFollows)
        {
            if (!_started)
            {
                return CameraStatus.NotStarted;
            }

            var status = _pictures.TakeLeft(frame, rows, anotherFollows);
            return status == CameraStatus.Ok || status == CameraStatus.LeftLedsDark || status == CameraStatus.RightLedsDark
                ? status
                : _module.Link.Diagnose(status);
        }

        /// <inheritdoc/>
        public void TendExposure()
        {
            if (_started)
            {
                _pictures.TendExposure();
            }
        }

        /// <inheritdoc/>
        public void EndExposure()
        {
            _pictures.EndExposure();
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
            return _module.Link.Diagnose(_module.Link.Check());
        }

        /// <inheritdoc/>
        public int ReadRegister(int register)
        {
            return _module.ReadRegister((byte)(register & RegisterMask));
        }

        /// <inheritdoc/>
        public bool WriteRegister(int register, int value)
        {
            _pictures.Invalidate();
            return _module.WriteRegister((byte)(register & RegisterMask), (byte)value);
        }
    }
}
