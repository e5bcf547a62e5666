using System.Diagnostics;
using System.Numerics;

namespace Pedestal.Bench;

/// <summary>How fast memory can be read: no search is faster than its templates arrive from memory.</summary>
static class MemoryReference
{
    const int Words = 1 << 26;
    const int Runs = 7;

    /// <summary>Bytes per second, the best of some runs over 512 MB.</summary>
    public static double BytesPerSecond(int threads)
    {
        var words = new ulong[Words];
        Array.Fill(words, 1ul);
        var best = TimeSpan.MaxValue;
        var sums = new ulong[threads];
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
                sums[i] = Sum(words.AsSpan(Words / threads * i, Words / threads)));
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }

        return sums.Aggregate(0ul, (a, b) => a + b) == 0 ? 0 : (double)Words * sizeof(ulong) / best.TotalSeconds;
    }

    static ulong Sum(ReadOnlySpan<ulong> words)
    {
        var a = Vector<ulong>.Zero;
        var b = Vector<ulong>.Zero;
        var c = Vector<ulong>.Zero;
        var d = Vector<ulong>.Zero;
        var step = Vector<ulong>.Count;
        for (var i = 0; i <= words.Length - 4 * step; i += 4 * step)
        {
            a += new Vector<ulong>(words[i..]);
            b += new Vector<ulong>(words[(i + step)..]);
            c += new Vector<ulong>(words[(i + 2 * step)..]);
            d += new Vector<ulong>(words[(i + 3 * step)..]);
        }

        return Vector.Sum(a + b + c + d);
    }
}
