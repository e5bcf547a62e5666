namespace Pedestal.Messaging;

/// <summary>How many requests may wait for their turn.</summary>
/// <param name="OfAll">Of all devices together; beyond it the least urgent is refused.</param>
/// <param name="OfOneDevice">Of one device, so that none takes the places of the others.</param>
/// <param name="Speaker">The device that speaks for many, to which only the first limit applies; null for none.</param>
readonly record struct QueueLimits(int OfAll, int OfOneDevice, string? Speaker = null)
{
    /// <summary>How many of a device may wait.</summary>
    public int Of(string device) => device == Speaker ? OfAll : OfOneDevice;
}
