namespace Pedestal.Evaluate;

/// <summary>The separation of genuine and impostor distances.</summary>
static class DistanceSection
{
    const string Explanation = "The matcher's distance of a probe to a set, 0 to 1, before it is normalised. d': of the normalised"
        + " distances, difference of the means over the root mean square of both standard deviations.";

    public static Section Of(Evaluation evaluation) => new("distances", "Distances", Explanation,
    [
        Figure.OfNumber("genuineMean", "Genuine mean", evaluation.GenuineMoments?.Mean, 4),
        Figure.OfNumber("genuineDeviation", "Genuine standard deviation", evaluation.GenuineMoments?.Deviation, 4),
        Figure.OfNumber("impostorMean", "Impostor mean", evaluation.ImpostorMoments?.Mean, 4),
        Figure.OfNumber("impostorDeviation", "Impostor standard deviation", evaluation.ImpostorMoments?.Deviation, 4),
        Figure.OfNumber("dprime", "d'", evaluation.Separation, 2),
    ],
    new Picture("histograms.png", "Genuine and impostor distances", Histograms(evaluation)));

    static byte[] Histograms(Evaluation evaluation) => DistanceHistogram.Draw(
        [
            new DistanceSeries("genuine comparisons", [.. evaluation.Table.Genuine], PlotSheet.Genuine),
            new DistanceSeries("impostor comparisons", [.. evaluation.Table.Impostor], PlotSheet.Impostor),
        ],
        []);
}
