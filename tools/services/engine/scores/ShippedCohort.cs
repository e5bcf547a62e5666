using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Engine;

/// <summary>
/// Palms that fill up the cohort of a small gallery: phantoms of a seed used for nothing else, which
/// <c>tools/lab/evaluate cohort</c> makes again.
/// </summary>
static class ShippedCohort
{
    const string Resource = "Pedestal.Engine.cohort.bin";

    static readonly Lazy<VeinTemplate[][]> Read = new(ReadAll);

    /// <summary>The templates of as many palms as a cohort needs.</summary>
    public static ReadOnlySpan<VeinTemplate[]> Palms => Read.Value;

    // Templates one after the other, each palm's together.
    static VeinTemplate[][] ReadAll()
    {
        using var stream = typeof(ShippedCohort).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        var palms = new VeinTemplate[Cohort.Palms][];
        var bytes = new byte[TemplateFormat.Length];
        for (var palm = 0; palm < palms.Length; palm++)
        {
            var templates = new VeinTemplate[Cohort.TemplatesShipped(palm)];
            for (var i = 0; i < templates.Length; i++)
            {
                stream.ReadExactly(bytes);
                var status = VeinTemplate.TryParse(bytes, out var template);
                templates[i] = template ?? throw new InvalidDataException($"A template in {Resource} is not usable: {status}.");
            }

            palms[palm] = templates;
        }

        return palms;
    }
}
