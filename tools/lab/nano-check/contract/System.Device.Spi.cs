// references: mscorlib
namespace System.Device.Spi
{
    public enum SpiMode
    {
        Mode0 = 0,
    }

    public sealed class SpiConnectionSettings
    {
        public extern SpiConnectionSettings(int busId, int chipSelectLine = -1);
        public extern int ClockFrequency { get; set; }
        public extern SpiMode Mode { get; set; }
    }

    public class SpiDevice
    {
        internal extern SpiDevice();
        public static extern SpiDevice Create(SpiConnectionSettings settings);
        public extern void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer);
        public extern void Write(SpanByte buffer);
    }
}
