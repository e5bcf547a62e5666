// references: mscorlib, System.Net, System.Threading
using System.Device.Wifi;
using System.Threading;

namespace System.Device.Wifi
{
    public enum WifiReconnectionKind
    {
        Automatic = 0,
    }
}

namespace nanoFramework.Networking
{
    public static class WifiNetworkHelper
    {
        public static extern NetworkHelperStatus Status { get; }
        public static extern bool ConnectDhcp(
            string ssid, string password, WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
            bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default);
    }
}
