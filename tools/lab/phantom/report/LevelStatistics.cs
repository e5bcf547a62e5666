using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Phantom;

/// <summary>The measurements of one difficulty: veins in the pictures, and distances between the device's templates.</summary>
/// <param name="Difficulty">The difficulty.</param>
/// <param name="Captures">Number of pictures.</param>
/// <param name="Sections">The veins, measured in the pictures.</param>
/// <param name="Distances">The distances.</param>
/// <param name="Refused">Captures without a template, with the device's reason.</param>
sealed record LevelStatistics(
    Difficulty Difficulty,
    int Captures,
    IReadOnlyList<VeinSection> Sections,
    TemplateDistances Distances,
    IReadOnlyList<(ExtractionStatus Reason, int Count)> Refused)
{
    /// <summary>Renders and measures.</summary>
    public static LevelStatistics Measure(int palms, int samples, int seed, Difficulty difficulty)
    {
        var captures = new Capture[palms * samples];
        Parallel.For(0, palms, palm =>
        {
            var hand = new PhantomHand(seed, palm);
            var sites = SkinSite.Of(hand);
            var extractor = new Extractor();
            for (var sample = 0; sample < samples; sample++)
            {
                captures[palm * samples + sample] = Measure(hand, sample, difficulty, sites, extractor);
            }
        });
        return new LevelStatistics(difficulty, captures.Length, [.. captures.SelectMany(c => c.Sections)],
            TemplateDistances.Of(
                [.. captures.Where(c => c.Template is not null).Select(c => new PalmTemplate(c.Palm, c.Template!))]),
            [
                .. from c in captures where c.Template is null
                   group c by c.Status into reason
                   orderby reason.Count() descending, reason.Key
                   select (reason.Key, reason.Count()),
            ]);
    }

    static Capture Measure(
        PhantomHand hand, int sample, Difficulty difficulty, IReadOnlyList<SkinSite> sites, Extractor extractor)
    {
        var picture = PhantomRenderer.Render(hand, sample, difficulty);
        VeinSection[] sections =
        [
            .. new VeinMap(hand, sample, difficulty).Find(sites)
                .Select(site => VeinMeter.Measure(picture, PhantomRenderer.Side, site)),
        ];

        // The camera delivers grey levels in the even bytes.
        var lit = new byte[2 * picture.Length];
        for (var i = 0; i < picture.Length; i++)
        {
            lit[2 * i] = picture[i];
        }

        var bytes = new byte[TemplateFormat.Length];
        var status = extractor.Extract(lit, new byte[lit.Length], bytes);
        VeinTemplate? template = null;
        if (status == ExtractionStatus.Ok)
        {
            VeinTemplate.TryParse(bytes, out template);
        }

        return new Capture(hand.Palm, sections, status, template);
    }

    sealed record Capture(int Palm, VeinSection[] Sections, ExtractionStatus Status, VeinTemplate? Template);
}
