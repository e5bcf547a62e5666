using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>The module's procedures: bring it up, take a picture, read it.</summary>
    sealed class MegaModule
    {
        /// <summary>The link to the module.</summary>
        internal readonly MegaLink Link;

        readonly MegaBus _bus;
        readonly IClock _clock;

        public MegaModule(MegaBus bus, IClock clock)
        {
            Link = new MegaLink(bus, clock);
            _bus = bus;
            _clock = clock;
        }

        public CameraStatus BringUp(CameraSettings settings)
        {
            if (!Link.WaitForReply())
            {
                return CameraStatus.NotResponding;
            }

            _bus.Write(Register.Reset, RegisterValue.ResetAll);
            _clock.Sleep(Timing.AfterReset);
            if (Link.Diagnose(CameraStatus.Ok) == CameraStatus.Wedged)
            {
                return CameraStatus.Wedged;
            }

            if (!Link.WaitIdle(Timing.ResetTimeout))
            {
                return CameraStatus.BusyTimeout;
            }

            // Before the id is read: a corrupted id would be taken for another sensor's.
            if (!Link.IsSound())
            {
                return CameraStatus.BusCorrupted;
            }

            if (_bus.Read(Register.SensorId) != RegisterValue.SensorId3Mp)
            {
                return CameraStatus.WrongSensor;
            }

            return Configure(settings) ? Discard(settings.DiscardedPictures) : CameraStatus.BusyTimeout;
        }

        /// <summary>Whether a capture can start: the sensor is idle and the bus carries bits unaltered.</summary>
        public CameraStatus CheckReady()
        {
            if (!Link.WaitIdle(Timing.IdleTimeout))
            {
                return CameraStatus.BusyTimeout;
            }

            return Link.Check();
        }

        /// <summary>Takes a picture into the frame buffer.</summary>
        public CameraStatus Expose(int timeoutMilliseconds)
        {
            Trigger();
            return AwaitPicture(timeoutMilliseconds);
        }

        /// <summary>Starts taking a picture into the frame buffer; the one held there is lost.</summary>
        public void Trigger()
        {
            _bus.Write(Register.CaptureControl, RegisterValue.ClearDone);
            _bus.Write(Register.CaptureControl, RegisterValue.StartCapture);
        }

        /// <summary>Waits for the picture that was started last.</summary>
        public CameraStatus AwaitPicture(int timeoutMilliseconds)
        {
            return Link.WaitFor(RegisterValue.Done, RegisterValue.Done, timeoutMilliseconds)
                ? CameraStatus.Ok
                : CameraStatus.CaptureTimeout;
        }

        /// <summary>Reads the first parts of the picture just taken, a burst each.</summary>
        public CameraStatus ReadPicture(byte[] target, int parts)
        {
            var status = CameraStatus.Ok;
            for (var part = 0; status == CameraStatus.Ok && part < parts; part++)
            {
                status = ReadPart(target, part);
            }

            return status;
        }

        /// <summary>Reads one burst of the picture just taken, counted from 0; they must be read in order.</summary>
        public CameraStatus ReadPart(byte[] target, int part)
        {
            if (part == 0)
            {
                return HoldsOneFrame()
                    ? _bus.ReadFirstBurst(target) ? CameraStatus.Ok : CameraStatus.NotResponding
                    : CameraStatus.WrongFifoLength;
            }

            return _bus.ReadBurst(target, part * MegaBus.BurstLength) ? CameraStatus.Ok : CameraStatus.NotResponding;
        }

        /// <summary>Whether the picture that was started last is exposed.</summary>
        public bool IsDone()
        {
            return (_bus.Read(Register.Status) & RegisterValue.Done) != 0;
        }

        /// <summary>Whether a sensor register may be written.</summary>
        public bool IsIdle()
        {
            return (_bus.Read(Register.Status) & RegisterValue.IdleMask) == RegisterValue.Idle;
        }

        /// <summary>Writes a register without waiting until the sensor has taken it over.</summary>
        public void Write(byte register, byte value)
        {
            _bus.Write(register, value);
        }

        /// <summary>A register's value.</summary>
        public byte ReadRegister(byte register)
        {
            return _bus.Read(register);
        }

        /// <summary>Writes a register; false when the sensor is not idle before or after it.</summary>
        public bool WriteRegister(byte register, byte value)
        {
            return Link.WaitIdle(Timing.IdleTimeout) && WriteSensor(register, value, Timing.FormatTimeout);
        }

        bool Configure(CameraSettings settings)
        {
            // The resolution must follow the format: some firmware loses it when the format changes.
            return WriteSensor(Register.SensorAddress, RegisterValue.DebugAddress, Timing.IdleTimeout)
                && WriteSensor(Register.Format, RegisterValue.FormatYuv, Timing.FormatTimeout)
                && WriteSensor(Register.Resolution, RegisterValue.Resolution128, Timing.FormatTimeout)
                && WriteSensor(Register.AutoControl, RegisterValue.ManualExposure, Timing.IdleTimeout)
                && WriteSensor(Register.AutoControl, RegisterValue.ManualGain, Timing.IdleTimeout)
                && WriteSensor(Register.AutoControl, RegisterValue.ManualWhiteBalance, Timing.IdleTimeout)
                && WriteSensor(Register.ExposureHigh, (byte)(settings.Exposure >> 16), Timing.IdleTimeout)
                && WriteSensor(Register.ExposureMiddle, (byte)(settings.Exposure >> 8), Timing.IdleTimeout)
                && WriteSensor(Register.ExposureLow, (byte)settings.Exposure, Timing.IdleTimeout)
                && WriteSensor(Register.GainHigh, (byte)(settings.Gain >> 8), Timing.IdleTimeout)
                && WriteSensor(Register.GainLow, (byte)settings.Gain, Timing.IdleTimeout);
        }

        CameraStatus Discard(int pictures)
        {
            var status = CameraStatus.Ok;
            for (var i = 0; status == CameraStatus.Ok && i < pictures; i++)
            {
                status = Expose(Timing.StartPictureTimeout);
            }

            // Detects a wrong format or resolution before the first guest comes.
            return status == CameraStatus.Ok && !HoldsOneFrame() ? CameraStatus.WrongFifoLength : status;
        }

        bool HoldsOneFrame()
        {
            var length = _bus.Read(Register.FifoLengthLow)
                | _bus.Read(Register.FifoLengthMiddle) << 8
                | _bus.Read(Register.FifoLengthHigh) << 16;
            return length == PalmFrame.Length;
        }

        bool WriteSensor(byte register, byte value, int timeoutMilliseconds)
        {
            _bus.Write(register, value);
            return Link.WaitIdle(timeoutMilliseconds);
        }
    }
}
