using Pedestal.Matching;

namespace Pedestal.Engine.Tests;

/// <summary>The reference search: every palm by RigidComparer, then sorted.</summary>
static class Oracle
{
    public static FoundPalm[] Search(Probe probe, IEnumerable<(long Palm, VeinTemplate Template)> gallery, int count) =>
    [
        .. gallery.GroupBy(entry => entry.Palm, entry => entry.Template)
            .Select(palm => new FoundPalm(palm.Key, RigidComparer.Distance(probe, [.. palm])))
            .OrderBy(found => found.Distance).ThenBy(found => found.Palm).Take(count),
    ];

    public static PalmIndex Index(
        IEnumerable<(long Palm, VeinTemplate Template)> gallery, int threads = 1, Kernels? kernels = null,
        bool isCompact = false)
    {
        var index = new PalmIndex(threads, kernels ?? Kernels.Supported[0], isCompact);
        index.Load(gallery);
        return index;
    }
}
