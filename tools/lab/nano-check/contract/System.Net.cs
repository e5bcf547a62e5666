// references: mscorlib
namespace System.Security.Cryptography.X509Certificates
{
    public class X509Certificate
    {
        public extern X509Certificate(byte[] certificate);
    }
}

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

    public static class Dns
    {
        public static extern IPHostEntry GetHostEntry(string hostNameOrAddress);
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

    public class Socket
    {
        public extern Socket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType);
        public extern int ReceiveTimeout { get; set; }
        public extern void Close();
        public extern void Connect(EndPoint remoteEP);
        public extern int Send(byte[] buffer);
        public extern int Receive(byte[] buffer);
    }
}

namespace System.Net.NetworkInformation
{
    public class NetworkInterface
    {
        protected extern NetworkInterface(int interfaceIndex);
        public static extern NetworkInterface[] GetAllNetworkInterfaces();
        public extern string IPv4Address { get; }
    }
}

namespace nanoFramework.Networking
{
    public enum NetworkHelperStatus
    {
        FailedNoNetworkInterface = 3,
        TokenExpiredWaitingDateTime = 5,
        ExceptionOccurred = 7,
    }
}
