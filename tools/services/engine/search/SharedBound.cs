namespace Pedestal.Engine;

/// <summary>
/// A distance that no palm of the result lies beyond, lowered by all workers of a search. Which one lowers it when
/// changes the work that is left, never the result.
/// </summary>
sealed class SharedBound
{
    // Distances are positive: their bits order as they do.
    long _bits = BitConverter.DoubleToInt64Bits(double.PositiveInfinity);

    /// <summary>The distance.</summary>
    public double Distance => BitConverter.Int64BitsToDouble(Volatile.Read(ref _bits));

    /// <summary>Takes a distance if it is smaller.</summary>
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
