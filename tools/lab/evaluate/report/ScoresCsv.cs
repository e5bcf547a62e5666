using System.Globalization;

namespace Pedestal.Evaluate;

/// <summary>Writes every comparison as a line.</summary>
static class ScoresCsv
{
    public static void Write(TextWriter writer, ScoreTable table)
    {
        writer.Write("probe_palm,probe_sample,set_palm,genuine,distance,score\n");
        foreach (var probe in table.Probes)
        {
            var start = $"{Quote(probe.Sample.Palm)},{Quote(probe.Sample.Number)},";
            for (var set = 0; set < table.Sets.Count; set++)
            {
                var distance = probe.Distances[set];
                var genuine = set == probe.OwnSet ? 1 : 0;
                writer.Write(string.Create(CultureInfo.InvariantCulture,
                    $"{start}{Quote(table.Sets[set].Palm)},{genuine},{distance:F6},{probe.Scores[set]}\n"));
            }
        }
    }

    static string Quote(string name) =>
        name.AsSpan().IndexOfAny(",\"\r\n") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
