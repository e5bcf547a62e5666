using System.Diagnostics;

namespace Pedestal.Bench;

/// <summary>What an open page received.</summary>
/// <param name="Batches">Render batches that changed what it shows.</param>
/// <param name="Bytes">Their length.</param>
/// <param name="Longest">The longest time without one.</param>
/// <param name="Last">When the last one came, on the clock of <see cref="Stopwatch"/>.</param>
/// <param name="End">Why it is not open any more; null while it is.</param>
readonly record struct CircuitTally(int Batches, long Bytes, TimeSpan Longest, long Last, string? End)
{
    /// <summary>After a further batch.</summary>
    public CircuitTally With(int bytes, long now) => At(now) with { Batches = Batches + 1, Bytes = Bytes + bytes, Last = now };

    /// <summary>At an instant: the time since the last batch counts too.</summary>
    public CircuitTally At(long now) =>
        Stopwatch.GetElapsedTime(Last, now) is var silence && silence > Longest ? this with { Longest = silence } : this;
}
