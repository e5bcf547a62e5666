namespace Pedestal.Messaging;

/// <summary>How many requests may wait for their turn.</summary>
/// <param name="OfAll">For all devices together; beyond it the least urgent request is refused.</param>
/// <param name="OfOneDevice">For one device, so that no device takes the places of the others.</param>
/// <param name="Speaker">The device that speaks for many, to which only the first limit applies; null for none.</param>
readonly record struct QueueLimits(int OfAll, int OfOneDevice, string? Speaker = null)
{
    /// <summary>How many requests of a device may wait.</summary>
    public int Of(string device) => device == Speaker ? OfAll : OfOneDevice;
}
