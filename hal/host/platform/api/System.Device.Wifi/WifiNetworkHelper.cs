// references: System.Net, System.Threading
using System.Device.Wifi;
using CancellationToken = NanoSystem.Threading.CancellationToken;
using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Networking;

/// <summary>Connects to a Wi-Fi network.</summary>
public static class WifiNetworkHelper
{
    const NetworkHelperStatus Connected = (NetworkHelperStatus)2;
    const NetworkHelperStatus NoAddressInTime = (NetworkHelperStatus)4;
    const long PollMicroseconds = 200_000;

    // The length of the configuration block's field; the driver rejects a longer name.
    const int LongestSsid = 31;

    /// <summary>Result of the last attempt to connect.</summary>
    public static NetworkHelperStatus Status => (NetworkHelperStatus)Board.Run.WifiStatus;

    /// <summary>Connects and waits for an address, and on request for the date and time, until the token expires.</summary>
    public static bool ConnectDhcp(
        string ssid, string password, WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default)
    {
        var status = Connect(ssid, password, requiresDateTime, token);
        Board.Run.WifiStatus = (int)status;
        return status == Connected;
    }

    static NetworkHelperStatus Connect(string? ssid, string? password, bool requiresDateTime, CancellationToken token)
    {
        var (board, run) = (Board.Current, Board.Run);
        if (!board.Radio.HasInterface)
        {
            return NetworkHelperStatus.FailedNoNetworkInterface;
        }

        if (board.Radio.DriverFails || ssid is not { Length: > 0 and <= LongestSsid } || password is null)
        {
            return NetworkHelperStatus.ExceptionOccurred;
        }

        board.Radio.Join(ssid, password);
        for (; ; Board.Sleep(PollMicroseconds))
        {
            var hasAddress = board.Radio.HasAddress;
            if (hasAddress && run.TimeServer is { Length: > 0 } && board.Radio.TimeServerReplies)
            {
                board.TimeOfDay.Set();
            }

            if (hasAddress && (!requiresDateTime || board.TimeOfDay.IsSet))
            {
                return Connected;
            }

            if (token.HasExpired)
            {
                return hasAddress ? NetworkHelperStatus.TokenExpiredWaitingDateTime : NoAddressInTime;
            }
        }
    }
}
