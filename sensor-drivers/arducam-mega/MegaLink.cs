using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>The link to the module: whether it replies and carries bits unaltered, and why a step failed.</summary>
    sealed class MegaLink
    {
        const byte Absent = 0x00;
        const byte Floating = 0xFF;

        // Each bit is tested both ways, and a stuck or wedged bus cannot return the values.
        static readonly byte[] TestPatterns = { 0x55, 0xAA, 0x0F, 0xF0, 0x33, 0xCC, 0xFF, 0x00 };

        readonly MegaBus _bus;
        readonly IClock _clock;

        internal MegaLink(MegaBus bus, IClock clock)
        {
            _bus = bus;
            _clock = clock;
        }

        /// <summary>Waits after power-up until the module replies; false if it does not.</summary>
        internal bool WaitForReply()
        {
            var deadline = _clock.NowMicroseconds() + Timing.PowerUpTimeout * 1000L;
            var id = _bus.Read(Register.SensorId);
            while (id == Absent || id == Floating)
            {
                if (_clock.NowMicroseconds() >= deadline)
                {
                    return false;
                }

                _clock.Sleep(Timing.Poll);
                id = _bus.Read(Register.SensorId);
            }

            return true;
        }

        /// <summary>Waits until the sensor is idle; false if the time runs out.</summary>
        internal bool WaitIdle(int timeoutMilliseconds)
        {
            return WaitFor(RegisterValue.IdleMask, RegisterValue.Idle, timeoutMilliseconds);
        }

        /// <summary>Polls the status until the masked bits have a value; false if the time runs out.</summary>
        internal bool WaitFor(byte mask, byte value, int timeoutMilliseconds)
        {
            var deadline = _clock.NowMicroseconds() + timeoutMilliseconds * 1000L;
            while ((_bus.Read(Register.Status) & mask) != value)
            {
                if (_clock.NowMicroseconds() >= deadline)
                {
                    return false;
                }

                _clock.Sleep(Timing.Poll);
            }

            return true;
        }

        /// <summary>Ok, or BusCorrupted if the bus alters bits.</summary>
        internal CameraStatus Check()
        {
            return IsSound() ? CameraStatus.Ok : CameraStatus.BusCorrupted;
        }

        /// <summary>
        /// Finds the cause of a symptom. When registers with different values all read the same, the module is missing or wedged; a
        /// bus that alters bits explains any other symptom.
        /// </summary>
        internal CameraStatus Diagnose(CameraStatus symptom)
        {
            var value = _bus.Read(Register.SensorId);
            if (value == _bus.Read(Register.Status)
                && value == _bus.Read(Register.LogicVersion)
                && value == _bus.Read(Register.FirmwareDay))
            {
                return value == Absent || value == Floating ? CameraStatus.NotResponding : CameraStatus.Wedged;
            }

            return symptom != CameraStatus.Ok && !IsSound() ? CameraStatus.BusCorrupted : symptom;
        }

        /// <summary>Whether values written to the test register read back.</summary>
        internal bool IsSound()
        {
            for (var i = 0; i < TestPatterns.Length; i++)
            {
                _bus.Write(Register.Test, TestPatterns[i]);
                if (_bus.Read(Register.Test) != TestPatterns[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
