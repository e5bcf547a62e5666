using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>Size and times.</summary>
static class CostSection
{
    const string Explanation = "Mean times on one core of this machine. Extraction is the device code without reading and"
        + " resampling the picture; a comparison is one probe with one palm's set, including a share of the probe's preparation.";

    public static Section Of(Evaluation evaluation, TimeSpan whole, int threads) => new("cost", "Size and times", Explanation,
    [
        Figure.OfCount("templateBytes", "Template bytes", TemplateFormat.Length),
        Figure.OfNumber("extractMilliseconds", "Extraction", evaluation.Table.ExtractionTime.TotalMilliseconds, 3, " ms"),
        Figure.OfNumber("compareMilliseconds", "Comparison", evaluation.Table.ComparisonTime.TotalMilliseconds, 4, " ms"),
        Figure.OfNumber("runSeconds", $"The whole run, {threads} threads", whole.TotalSeconds, 1, " s"),
    ]);
}
