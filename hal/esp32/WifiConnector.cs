using System.Device.Wifi;
using System.Threading;
using nanoFramework.Networking;

namespace Pedestal.Hal.Esp32
{
    /// <summary>Result of an attempt to connect to the Wi-Fi network.</summary>
    public enum WifiStatus
    {
        /// <summary>Connected, with an address and the time of day.</summary>
        Connected = 0,

        /// <summary>The firmware image has no Wi-Fi interface.</summary>
        NoInterface = 1,

        /// <summary>No address in time: wrong name or passphrase, out of range, or no DHCP server.</summary>
        NoAddress = 2,

        /// <summary>An address, but no time of day: the time server does not reply.</summary>
        NoTime = 3,

        /// <summary>The driver failed.</summary>
        Failed = 4,
    }

    /// <summary>
    /// Connects to one Wi-Fi network and gets the time of day, within a timeout. After that the firmware image reconnects by
    /// itself.
    /// </summary>
    public sealed class WifiConnector
    {
        readonly string _ssid;
        readonly string _password;
        readonly string _timeServer;

        /// <summary>A connector for a network and the venue's time server.</summary>
        public WifiConnector(string ssid, string password, string timeServer)
        {
            _ssid = ssid;
            _password = password;
            _timeServer = timeServer;
        }

        /// <summary>Result of the last attempt.</summary>
        public WifiStatus Status { get; private set; } = WifiStatus.NoAddress;

        /// <summary>Tries to connect; blocks at most for the timeout, while other threads run.</summary>
        public WifiStatus Connect(int timeoutMilliseconds)
        {
            Sntp.Server1 = _timeServer;

            // Without a token the helper would wait forever.
            using (var timeout = new CancellationTokenSource(timeoutMilliseconds))
            {
                var connected = WifiNetworkHelper.ConnectDhcp(
                    _ssid, _password, WifiReconnectionKind.Automatic, true, 0, timeout.Token);
                Status = connected ? WifiStatus.Connected : Reason();
            }

            return Status;
        }

        static WifiStatus Reason()
        {
            switch (WifiNetworkHelper.Status)
            {
                case NetworkHelperStatus.FailedNoNetworkInterface: return WifiStatus.NoInterface;
                case NetworkHelperStatus.TokenExpiredWaitingDateTime: return WifiStatus.NoTime;
                case NetworkHelperStatus.ExceptionOccurred: return WifiStatus.Failed;
                default: return WifiStatus.NoAddress;
            }
        }
    }
}
