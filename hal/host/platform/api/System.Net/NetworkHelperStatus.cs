namespace nanoFramework.Networking;

/// <summary>Result of an attempt to connect.</summary>
public enum NetworkHelperStatus
{
    /// <summary>The firmware image has no network interface.</summary>
    FailedNoNetworkInterface = 3,

    /// <summary>The token expired before the date and time were known.</summary>
    TokenExpiredWaitingDateTime = 5,

    /// <summary>The driver threw.</summary>
    ExceptionOccurred = 7,
}
