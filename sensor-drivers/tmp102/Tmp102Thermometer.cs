using System;
using System.Device.I2c;
using Pedestal.Hal;

namespace Pedestal.Tmp102
{
    /// <summary>
    /// A TMP102 on the range finder's bus; the platform does not offer the controller's own sensor. It measures by itself, four
    /// times a second (TI SBOS397, sections 7.3 and 7.5). A pedestal without one reports no temperature.
    /// </summary>
    public sealed class Tmp102Thermometer : IThermometer
    {
        /// <summary>Its bus address with ADD0 grounded.</summary>
        public const int Address = 0x48;

        // The part keeps them at 0; an open data line reads 1.
        const int UnusedBits = 0x0F;
        readonly I2cDevice _bus;
        readonly byte[] _pointer = { Register.Temperature };
        readonly byte[] _value = new byte[2];

        /// <summary>A thermometer on a bus.</summary>
        public Tmp102Thermometer(I2cDevice bus)
        {
            _bus = bus;
        }

        /// <inheritdoc/>
        public int ReadTenths()
        {
            try
            {
                var isRead = _bus.WriteRead(_pointer, _value).Status == I2cTransferStatus.FullTransfer;
                return isRead && (_value[1] & UnusedBits) == 0
                    ? Tmp102Value.Tenths(_value[0], _value[1])
                    : Temperature.Unknown;
            }
            catch (Exception)
            {
                return Temperature.Unknown;
            }
        }
    }
}
