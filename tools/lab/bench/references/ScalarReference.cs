using System.Diagnostics;
using Pedestal.Matching;

namespace Pedestal.Bench;

/// <summary>The search without the engine: RigidComparer on one template after the other.</summary>
static class ScalarReference
{
    const int Runs = 40;

    /// <summary>Templates per second over 81 shifts, one thread, the best of some runs.</summary>
    public static double TemplatesPerSecond(VeinTemplate probe, VeinTemplate[] gallery)
    {
        var prepared = new Probe(probe, [0]);
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            var nearest = gallery.Min(template => RigidComparer.Distance(prepared, template));
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best && nearest <= 1 ? took : best;
        }

        return gallery.Length / best.TotalSeconds;
    }
}
