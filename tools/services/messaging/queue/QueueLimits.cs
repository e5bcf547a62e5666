namespace Pedestal.Messaging;

/// <summary>How many requests may wait for their turn.</summary>
/// <param name="OfAll">For all devices together; beyond it the least urgent request is refused.</param>
/// <param name="OfOneDevice">For one device, so that no device takes the places of the others.</param>
/// <param name="Speaks">Whether a device speaks for many, so that only the first limit applies to it; null for none.</param>
readonly record struct QueueLimits(int OfAll, int OfOneDevice, Predicate<string>? Speaks = null)
{
    /// <summary>How many requests of a device may wait.</summary>
    public int Of(string device) => Speaks?.Invoke(device) == true ? OfAll : OfOneDevice;
}
