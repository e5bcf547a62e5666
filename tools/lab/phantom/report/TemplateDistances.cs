using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Phantom;

/// <summary>One capture's template and its palm.</summary>
readonly record struct PalmTemplate(int Palm, VeinTemplate Template);

/// <summary>Distances between all pairs of templates, except between a person's two hands.</summary>
sealed class TemplateDistances
{
    const int Shifts = (2 * SearchRange.Shift + 1) * (2 * SearchRange.Shift + 1);

    readonly Lock _lock = new();

    TemplateDistances()
    {
    }

    /// <summary>Pairs of one palm: the smallest share of differing bits over all shifts, without rotation.</summary>
    public List<double> GenuineShifted { get; } = [];

    /// <summary>Pairs of one palm, compared like the matcher does.</summary>
    public List<double> GenuineMatched { get; } = [];

    /// <summary>Pairs of strangers: the share of differing bits without any shift.</summary>
    public List<double> ImpostorUnshifted { get; } = [];

    /// <summary>Pairs of strangers: the smallest share of differing bits over all shifts, without rotation.</summary>
    public List<double> ImpostorShifted { get; } = [];

    /// <summary>Compares every template with all later ones.</summary>
    public static TemplateDistances Of(IReadOnlyList<PalmTemplate> templates)
    {
        var distances = new TemplateDistances();
        Parallel.For(0, templates.Count, first => distances.Compare(templates[first], templates.Skip(first + 1)));
        return distances;
    }

    void Compare(PalmTemplate first, IEnumerable<PalmTemplate> others)
    {
        var probe = new Probe(first.Template);
        foreach (var other in others)
        {
            if (other.Palm == first.Palm)
            {
                var shifted = Smallest(probe, other.Template, 0, Shifts);
                var matched = PalmComparer.Distance(probe, other.Template);
                lock (_lock)
                {
                    GenuineShifted.Add(shifted);
                    GenuineMatched.Add(matched);
                }
            }
            else if (other.Palm / 2 != first.Palm / 2)
            {
                var unshifted = Smallest(probe, other.Template, Shifts / 2, 1);
                var shifted = Smallest(probe, other.Template, 0, Shifts);
                lock (_lock)
                {
                    ImpostorUnshifted.Add(unshifted);
                    ImpostorShifted.Add(shifted);
                }
            }
        }
    }

    /// <summary>The smallest distance over some of the shifts without rotation, which are the probe's first variants.</summary>
    static double Smallest(Probe probe, VeinTemplate template, int start, int count)
    {
        var smallest = 1.0;
        for (var variant = start; variant < start + count; variant++)
        {
            var (differing, overlap) = RigidComparer.Count(probe.Variant(variant), template.Planes);
            if (overlap >= RigidComparer.MinimumOverlap)
            {
                smallest = Math.Min(smallest, differing / (double)(TemplateFormat.PlaneCount * overlap));
            }
        }

        return smallest;
    }
}
