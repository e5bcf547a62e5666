using System.Globalization;

namespace Pedestal.Evaluate;

/// <summary>Errors against the strength of ambient light.</summary>
static class AmbientSection
{
    const string Explanation = "The palms enrolled without ambient light, presented in it: a third of the presentations each in steady light, under"
        + " lamps that flicker at 100 or 120 Hz, and with the edge of a moving shadow. The strength is that of the light on the palm, in the"
        + " camera's band, in multiples of the LEDs' usual one; in bright surroundings the camera exposes a twelfth as long and the LEDs are"
        + " eight times as bright. FTX: presentations that ended without a template. FNMR: those not recognised of the others."
        + " BPCER: hands that ended as a fake. APCER: attempts taken for a palm. All simulated."
        + " Intervals: Wilson, 95 %.";

    public static Section Of(IReadOnlyList<AmbientFigures> rows) => new("ambient", "Ambient light (simulated)", Explanation,
        [.. rows.SelectMany(Figures)], new Picture("ambient.png", "Errors against ambient light", AmbientPlot.Draw(rows)));

    /// <summary>The table for the console, a line for each strength.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<AmbientFigures> rows) => rows.Select(row =>
        $"{Name(row)}: FTX {row.FailureToExtract.Describe()}, FNMR {row.Fnmr.Describe()}, BPCER {row.Bpcer.Describe()}"
            + (row.Reasons.Length > 0 ? $"; {row.Reasons}" : "")
            + string.Concat(row.Apcer.Select(species => $"; {species.Species} APCER {species.Apcer.Describe()}")));

    static IEnumerable<Figure> Figures(AmbientFigures row)
    {
        var key = $"{row.Multiple.ToString(CultureInfo.InvariantCulture)}{(row.IsOutdoors ? ".outdoors" : "")}";
        var name = Name(row);
        return
        [
            Figure.OfShare($"ftx@{key}", $"{name}: FTX", row.FailureToExtract, row.Reasons),
            Figure.OfShare($"tooBright@{key}", $"{name}: too bright here", row.TooBright),
            Figure.OfShare($"fnmr@{key}", $"{name}: FNMR", row.Fnmr),
            Figure.OfShare($"bpcer@{key}", $"{name}: BPCER", row.Bpcer),
            .. row.Apcer.Select(species => Figure.OfShare(
                $"{species.Species}.apcer@{key}", $"{name}: {species.Species}, APCER", species.Apcer)),
        ];
    }

    static string Name(AmbientFigures row) => string.Create(CultureInfo.InvariantCulture,
        $"ambient {row.Multiple:0.##} x LEDs{(row.IsOutdoors ? ", cold, wet or dirty hands" : "")}");
}
