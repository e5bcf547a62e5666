namespace Pedestal.CostMeter;

/// <summary>The readings of an extraction, stage by stage.</summary>
/// <param name="map">The names of the stages.</param>
/// <param name="typical">Readings for the medians.</param>
/// <param name="all">Readings for the maxima.</param>
sealed class StageTable(CodeMap map, IReadOnlyList<Reading> typical, IReadOnlyList<Reading> all)
{
    public void Write(TextWriter output) => TextTable.Write(output,
        ["stage", "calls", "instructions p50", "max", "ms", "bytes"],
        [
            .. map.Stages.Select((stage, i) => Row(stage, Calls(i), reading => reading.Stages[i])),
            Row("between the stages", "", Rest),
            Row("total", "", reading => reading.Total),
        ]);

    /// <summary>The figures with a budget.</summary>
    public string Summary()
    {
        var p50 = Median(reading => reading.Total);
        var maximum = all.Max(reading => reading.Total.Instructions);
        return $"extract: {p50.Instructions / 1e6:0.0} M instructions p50, {maximum / 1e6:0.0} M max, "
            + $"{p50.Milliseconds:0.0} ms, {all.Max(reading => reading.Total.Bytes)} bytes allocated";
    }

    string Calls(int stage)
    {
        var (low, high) = (typical.Min(reading => reading.Calls[stage]), typical.Max(reading => reading.Calls[stage]));
        return low == high ? $"{low}" : $"{low}-{high}";
    }

    string[] Row(string name, string calls, Func<Reading, Cost> part)
    {
        var p50 = Median(part);
        return [name, calls, $"{p50.Instructions:N0}", $"{all.Max(reading => part(reading).Instructions):N0}",
            $"{p50.Milliseconds:0.0}", $"{all.Max(reading => part(reading).Bytes):N0}"];
    }

    static Cost Rest(Reading reading) => reading.Stages.Aggregate(reading.Total, (rest, stage) => rest - stage);

    Cost Median(Func<Reading, Cost> part) =>
        typical.Select(part).OrderBy(cost => cost.Instructions).ElementAt(typical.Count / 2);
}
