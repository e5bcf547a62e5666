// references: mscorlib
namespace System.Device.Spi
{
    public class SpiDevice : IDisposable
    {
        internal extern SpiDevice();
        public extern void Dispose();
        public extern void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer);
        public extern void TransferFullDuplex(ushort[] writeBuffer, ushort[] readBuffer);
    }
}
