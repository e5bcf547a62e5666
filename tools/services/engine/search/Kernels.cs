using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pedestal.Engine;

/// <summary>The kernels for vectors of one width.</summary>
abstract class Kernels
{
    /// <summary>The kernels this processor supports, fastest first.</summary>
    public static IReadOnlyList<Kernels> Supported { get; } = FindSupported();

    /// <summary>The width's name.</summary>
    public abstract string Name { get; }

    /// <summary>See <see cref="BoundKernel{TLanes,TVector,TValidity}"/>.</summary>
    public abstract int Bound(
        Span<ulong> blocks, bool haveFullTop, Query query, ReadOnlySpan<ulong> limits, Span<int> found);

    /// <summary>See <see cref="CoarseKernel{TLanes,TVector}"/>.</summary>
    public abstract void Score(Span<ulong> blocks, int count, ReadOnlySpan<ulong> probe, Span<ushort> scores);

    /// <summary>See <see cref="GlanceKernel{TLanes,TVector}"/>.</summary>
    public abstract void Glance(Segment segment, ReadOnlySpan<ulong> probe, int number, LowestScores lowest);

    static List<Kernels> FindSupported()
    {
        var supported = new List<Kernels>();
        if (Vector512Lanes.IsSupported)
        {
            supported.Add(new On<Vector512Lanes, Vector512<ulong>>("Vector512"));
        }

        if (Vector256Lanes.IsSupported)
        {
            supported.Add(new On<Vector256Lanes, Vector256<ulong>>("Vector256"));
        }

        supported.Add(new On<ScalarLanes, ulong>("scalar"));
        return supported;
    }

    sealed class On<TLanes, TVector>(string name) : Kernels
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        public override string Name => name;

        public override int Bound(
            Span<ulong> blocks, bool haveFullTop, Query query, ReadOnlySpan<ulong> limits, Span<int> found)
        {
            ref var words = ref MemoryMarshal.GetReference(blocks);
            return haveFullTop
                ? BoundKernel<TLanes, TVector, FullTop>.Scan(ref words, ref query.First, limits, found)
                : BoundKernel<TLanes, TVector, AnyValidity>.Scan(ref words, ref query.First, limits, found);
        }

        public override void Score(Span<ulong> blocks, int count, ReadOnlySpan<ulong> probe, Span<ushort> scores) =>
            CoarseKernel<TLanes, TVector>.Score(
                ref MemoryMarshal.GetReference(blocks), count, probe, ref MemoryMarshal.GetReference(scores));

        public override void Glance(Segment segment, ReadOnlySpan<ulong> probe, int number, LowestScores lowest) =>
            GlanceKernel<TLanes, TVector>.Scan(
                ref MemoryMarshal.GetReference(segment.Glance), segment.Count, probe, number, lowest);
    }
}
