using Pedestal.Pictures;

namespace Pedestal.Evaluate.Tests;

/// <summary>Score tables written by hand.</summary>
static class Tables
{
    public static PalmSample Sample(string palm, string number) =>
        new(palm, number, $"{palm}_{number}", () => new GreyImage(1, 1, [0]));

    public static ProbeScores Probe(int own, double[] distances) =>
        new(Sample($"{own}", "4"), own, distances, distances, new int[distances.Length], TimeSpan.FromMilliseconds(1));

    public static ScoreTable Of(int sets, IReadOnlyList<ProbeScores> probes, int failures = 0) => new(
        [.. Enumerable.Range(0, sets).Select(set => new EnrolledPalm($"{set}", []))],
        probes,
        [],
        [.. Enumerable.Range(0, failures).Select(i => new ExtractedSample(Sample($"{i}", "5"), null, "NoHand", "", TimeSpan.Zero))],
        [],
        TimeSpan.FromMilliseconds(1));
}
