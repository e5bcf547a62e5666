// references: mscorlib
namespace System.Security.Cryptography.X509Certificates
{
    public class X509Certificate
    {
        public extern X509Certificate(byte[] certificate);
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
