using System;
using System.Device.I2c;
using Pedestal.Hal;

namespace Pedestal.Vl6180x
{
    /// <summary>
    /// A VL6180X time-of-flight range finder. Every reading is one measurement, which has ended when the call returns, because the
    /// emitter would light the camera's picture.
    /// </summary>
    public sealed class Vl6180xRangeFinder : IPresenceSensor
    {
        /// <summary>The part's bus address.</summary>
        public const int Address = 0x29;

        const byte ExpectedModel = 0xB4;
        // Skin at the end of the reach converges in 4 ms; waiting longer for nothing would delay a hand that comes meanwhile.
        const byte ConvergenceMilliseconds = 8;

        // A measurement takes 8 to 16 ms: it is polled without a pause where it may end, since the shortest pause takes 10.
        const int ShortestMilliseconds = 10;
        const long LongestMicroseconds = 17000;
        const byte NewSample = 4;
        const int PauseMilliseconds = 10;
        const int Pauses = 5;
        const long RetryMicroseconds = 1000000;
        readonly I2cDevice _bus;
        readonly IClock _clock;
        readonly byte[] _address = new byte[2];
        readonly byte[] _write = new byte[3];
        readonly byte[] _value = new byte[1];
        bool _ready;
        long _retryAt;

        /// <summary>A sensor on a bus; it is set up at the first reading, and again after a fault.</summary>
        public Vl6180xRangeFinder(I2cDevice bus, IClock clock)
        {
            _bus = bus;
            _clock = clock;
        }

        /// <inheritdoc/>
        public int ReadMillimetres()
        {
            if (!_ready && _clock.NowMicroseconds() < _retryAt)
            {
                return Presence.Failed;
            }

            var distance = _ready || SetUp() ? Measure() : Presence.Failed;
            _ready = distance != Presence.Failed;
            if (!_ready)
            {
                _retryAt = _clock.NowMicroseconds() + RetryMicroseconds;
            }

            return distance;
        }

        bool SetUp()
        {
            if (Read(Register.ModelId) != ExpectedModel)
            {
                return false;
            }

            var done = true;
            if (Read(Register.FreshOutOfReset) == 1)
            {
                var tuning = Register.Tuning;
                for (var i = 0; i < tuning.Length && done; i += 2)
                {
                    done = Write(tuning[i], (byte)tuning[i + 1]);
                }
            }

            return done && Write(Register.RangeMaximumConvergence, ConvergenceMilliseconds)
                && Write(Register.InterruptConfig, NewSample)
                && Write(Register.InterruptClear, 1)
                && Write(Register.FreshOutOfReset, 0);
        }

        int Measure()
        {
            if (!Write(Register.RangeStart, 1))
            {
                return Presence.Failed;
            }

            var begin = _clock.NowMicroseconds();
            _clock.Sleep(ShortestMilliseconds);
            for (var pauses = 0; pauses < Pauses;)
            {
                var status = Read(Register.InterruptStatus);
                if (status < 0)
                {
                    return Presence.Failed;
                }

                if ((status & 7) == NewSample)
                {
                    return Result();
                }

                if (_clock.NowMicroseconds() - begin >= LongestMicroseconds)
                {
                    _clock.Sleep(PauseMilliseconds);
                    pauses++;
                }
            }

            return Presence.Failed;
        }

        int Result()
        {
            var error = Read(Register.RangeStatus) >> 4;
            var distance = Read(Register.RangeValue);
            if (!Write(Register.InterruptClear, 1) || distance < 0 || error < 0)
            {
                return Presence.Failed;
            }

            // 1 to 5 are faults of the part itself; the others mean that nothing reflects enough light.
            return error == 0 ? distance : error <= 5 ? Presence.Failed : Presence.Nothing;
        }

        int Read(ushort register)
        {
            _address[0] = (byte)(register >> 8);
            _address[1] = (byte)register;
            try
            {
                var result = _bus.WriteRead(_address, _value);
                return result.Status == I2cTransferStatus.FullTransfer ? _value[0] : -1;
            }
            catch (Exception)
            {
                return -1;
            }
        }

        bool Write(ushort register, byte value)
        {
            _write[0] = (byte)(register >> 8);
            _write[1] = (byte)register;
            _write[2] = value;
            try
            {
                return _bus.Write(_write).Status == I2cTransferStatus.FullTransfer;
            }
            catch (Exception)
            {
                return false;
            }
        }
    }
}
