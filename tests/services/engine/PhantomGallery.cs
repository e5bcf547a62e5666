using Pedestal.Matching;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Engine.Tests;

/// <summary>A few synthetic palms, each enrolled twice, and further captures of them.</summary>
static class PhantomGallery
{
    const int Palms = 30;
    const int Enrolments = 2;
    const int ProbesPerPalm = 2;

    // Palms whose captures make up the strangers, so a probe of them resembles a stranger.
    const int Lenders = 20;

    static readonly Lazy<VeinTemplate[][]> AllCaptures = new(() =>
    [
        .. Enumerable.Range(0, Palms).AsParallel().AsOrdered().Select(palm => Captures(new PhantomHand(5, palm))),
    ]);

    public static IEnumerable<(long Palm, VeinTemplate Template)> Enrolled =>
        AllCaptures.Value.SelectMany((all, palm) => all[..Enrolments].Select(template => ((long)palm, template)));

    public static IEnumerable<(long Palm, VeinTemplate Template)> Probes =>
        AllCaptures.Value.SelectMany((all, palm) => all[Enrolments..].Select(template => ((long)palm, template)));

    /// <summary>Probes of palms that are not part of any stranger.</summary>
    public static IEnumerable<(long Palm, VeinTemplate Template)> OwnProbes => Probes.Where(probe => probe.Palm >= Lenders);

    /// <summary>Strangers: the upper rows of one palm's capture above the lower rows of another's.</summary>
    public static IEnumerable<(long Palm, VeinTemplate Template)> Strangers(int count)
    {
        var from = Enrolled.Take(Enrolments * Lenders).Select(entry => entry.Template).ToArray();
        for (var i = 0; i < count; i++)
        {
            var upper = from[i % from.Length];
            var lower = from[(i / from.Length * 7 + i + 1) % from.Length];
            yield return (Palms + i, Templates.Stacked(upper, lower, 4 + i % 9));
        }
    }

    static VeinTemplate[] Captures(PhantomHand hand)
    {
        var extractor = new Extractor();
        var templates = new List<VeinTemplate>();
        for (var sample = 0; templates.Count < Enrolments + ProbesPerPalm; sample++)
        {
            var picture = PhantomRenderer.Render(hand, sample);
            var lit = new byte[2 * picture.Length];
            for (var i = 0; i < picture.Length; i++)
            {
                lit[2 * i] = picture[i];
            }

            var bytes = new byte[TemplateFormat.Length];
            if (extractor.Extract(lit, new byte[lit.Length], bytes) == ExtractionStatus.Ok)
            {
                Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
                templates.Add(template!);
            }
        }

        return [.. templates];
    }
}
