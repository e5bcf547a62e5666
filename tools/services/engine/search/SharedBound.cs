namespace Pedestal.Engine;

/// <summary>
/// An upper bound on the distances in the result, lowered by all workers of a search. Which worker lowers it when affects the
/// remaining work, never the result.
/// </summary>
sealed class SharedBound
{
    // Distances are positive, so their bits sort in the same order.
    long _bits = BitConverter.DoubleToInt64Bits(double.PositiveInfinity);

    /// <summary>The distance.</summary>
    public double Distance => BitConverter.Int64BitsToDouble(Volatile.Read(ref _bits));

    /// <summary>Lowers the bound to a smaller distance.</summary>
    public void Lower(double distance)
    {
        var bits = BitConverter.DoubleToInt64Bits(distance);
        for (var seen = Volatile.Read(ref _bits); bits < seen;)
        {
            var before = Interlocked.CompareExchange(ref _bits, bits, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
