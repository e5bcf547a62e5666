// references: mscorlib
namespace System.Net
{
    public abstract class EndPoint
    {
        protected extern EndPoint();
    }

    public class IPAddress
    {
        internal extern IPAddress();
    }

    public class IPEndPoint : EndPoint
    {
        public extern IPEndPoint(IPAddress address, int port);
    }

    public class IPHostEntry
    {
        internal extern IPHostEntry();
        public extern IPAddress[] AddressList { get; }
    }
}

namespace System.Net.Sockets
{
    public enum AddressFamily
    {
        InterNetwork = 2,
    }

    public enum SocketType
    {
        Stream = 1,
    }

    public enum ProtocolType
    {
        Tcp = 6,
    }
}
