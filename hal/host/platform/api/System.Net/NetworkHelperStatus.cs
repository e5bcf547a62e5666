namespace nanoFramework.Networking;

/// <summary>What came of connecting.</summary>
public enum NetworkHelperStatus
{
    /// <summary>The firmware image has no interface.</summary>
    FailedNoNetworkInterface = 3,

    /// <summary>The time was over before the date and time were known.</summary>
    TokenExpiredWaitingDateTime = 5,

    /// <summary>The driver threw.</summary>
    ExceptionOccurred = 7,
}
