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

    public class SpiDevice : IDisposable
    {
        public extern SpiDevice(SpiConnectionSettings settings);
        public static extern SpiDevice Create(SpiConnectionSettings settings);
        public extern void Dispose();
        public extern void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer);
        public extern void TransferFullDuplex(ushort[] writeBuffer, ushort[] readBuffer);
        public extern void Write(SpanByte buffer);
        public extern void Write(ushort[] buffer);
    }
}
