using System;
using System.Device.Spi;
using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// Register accesses and bursts as transfers. The buffers are whole arrays of equal length, allocated once: the device clocks
    /// the longer of the two and would run past the end of the other.
    /// </summary>
    sealed class MegaBus
    {
        /// <summary>Picture bytes per burst: 32 rows, half of what the device can transfer at once.</summary>
        public const int BurstLength = 32 * PalmFrame.Side * PalmFrame.BytesPerPixel;

        const int ValueIndex = 2;
        const int FirstBurstHeader = 2;
        const int BurstHeader = 1;

        readonly SpiDevice _device;
        readonly byte[] _writeOut = new byte[2];
        readonly byte[] _writeIn = new byte[2];
        readonly byte[] _readOut = new byte[3];
        readonly byte[] _readIn = new byte[3];
        readonly byte[] _firstOut = new byte[FirstBurstHeader + BurstLength];
        readonly byte[] _firstIn = new byte[FirstBurstHeader + BurstLength];
        readonly byte[] _burstOut = new byte[BurstHeader + BurstLength];
        readonly byte[] _burstIn = new byte[BurstHeader + BurstLength];

        public MegaBus(SpiDevice device)
        {
            _device = device;
            _firstOut[0] = Register.BurstRead;
            _burstOut[0] = Register.BurstRead;
        }

        public void Write(byte register, byte value)
        {
            _writeOut[0] = (byte)(register | Register.WriteFlag);
            _writeOut[1] = value;
            Transfer(_writeOut, _writeIn);
        }

        /// <summary>The register's value; 0, as without a module, when the bus rejects the transfer.</summary>
        public byte Read(byte register)
        {
            _readOut[0] = register;
            return Transfer(_readOut, _readIn) ? _readIn[ValueIndex] : (byte)0;
        }

        /// <summary>Reads the first burst after a capture, with its extra dummy byte; false when rejected.</summary>
        public bool ReadFirstBurst(byte[] target)
        {
            var done = Transfer(_firstOut, _firstIn);
            Array.Copy(_firstIn, FirstBurstHeader, target, 0, BurstLength);
            return done;
        }

        /// <summary>Reads a later burst; false when rejected.</summary>
        public bool ReadBurst(byte[] target, int offset)
        {
            var done = Transfer(_burstOut, _burstIn);
            Array.Copy(_burstIn, BurstHeader, target, offset, BurstLength);
            return done;
        }

        bool Transfer(byte[] mosi, byte[] miso)
        {
            try
            {
                _device.TransferFullDuplex(mosi, miso);
                return true;
            }
            catch (Exception)
            {
                // The bus's exceptions differ between platforms; to the lane they all mean a camera that does not respond.
                return false;
            }
        }
    }
}
