namespace Pedestal.CostMeter;

/// <summary>Measures captures and a request with its reply, and prints their cost.</summary>
sealed class Report(TextWriter output, bool methods, bool kinds)
{
    const int HotLines = 20;

    // Any light below the usual one takes the path for bright surroundings.
    const int BrightLight64 = Vein.Parameters.UsualLight64 - 1;

    public void Write(FirmwareRuns firmware, IEnumerable<byte[]> captures)
    {
        List<Reading> all = [], bright = [], liveness = [];
        foreach (var lit in captures)
        {
            all.Add(firmware.Extract(lit, Captures.Dark, out _));

            // What the left bank's frame shows does not change the cost.
            liveness.Add(firmware.CheckLiveness(lit, lit, Captures.Dark));
            bright.Add(firmware.Extract(lit, Captures.Dark, out _, BrightLight64));
        }

        var results = all.GroupBy(reading => reading.Result!.ToString()!).OrderByDescending(group => group.Count());
        var statuses = string.Join(", ", results.Select(group => $"{group.Count()} {group.Key}"));
        output.WriteLine($"{all.Count} captures: {statuses}");
        output.WriteLine($"start-up: {firmware.StartUp.Total.Bytes:N0} bytes of heap for the extractor");
        output.WriteLine();

        // A rejected frame costs less and must not lower the median.
        var accepted = all.Where(reading => reading.Result!.ToString() == "Ok").ToList();
        var table = new StageTable(firmware.Code.Map, accepted.Count > 0 ? accepted : all, all);
        WriteRequestAndReply(firmware.RequestAndReply());
        WriteHot(all);
        table.Write(output);
        WriteAllocations(all.Select(reading => reading.Counts).Aggregate((sum, next) => sum + next));
        WriteLine("extract in bright surroundings", bright);
        WriteLine("liveness", liveness);
        output.WriteLine(table.Summary());
    }

    void WriteRequestAndReply(IReadOnlyList<(string Step, Reading Reading)> steps)
    {
        var total = steps.Aggregate(default(Cost), (sum, step) => sum + step.Reading.Total);
        TextTable.Write(output, ["request and reply", "instructions", "ms", "bytes"],
        [
            .. steps.Select(step => Row(step.Step, step.Reading.Total)),
            Row("total, without the cipher's native functions", total),
        ]);
        WriteAllocations(steps.Select(step => step.Reading.Counts).Aggregate((sum, next) => sum + next));

        static string[] Row(string name, Cost cost) =>
            [name, $"{cost.Instructions:N0}", $"{cost.Milliseconds:0.0}", $"{cost.Bytes:N0}"];
    }

    void WriteLine(string what, List<Reading> readings)
    {
        var costs = readings.Select(reading => reading.Total).OrderBy(cost => cost.Instructions).ToList();
        var median = costs[costs.Count / 2];
        output.WriteLine($"{what}: {median.Instructions / 1e6:0.0} M instructions p50, {costs[^1].Instructions / 1e6:0.0} M max, "
            + $"{median.Milliseconds:0.0} ms, {costs.Max(cost => cost.Bytes)} bytes allocated");
    }

    void WriteAllocations(Counts counts)
    {
        var allocations = counts.Allocations().ToList();
        if (allocations.Count > 0)
        {
            TextTable.Write(output, ["allocates in", "operation", "bytes"],
                allocations.Select(site => new[] { site.Method, site.What, $"{site.Bytes:N0}" }), 2);
        }
    }

    void WriteHot(IReadOnlyList<Reading> readings)
    {
        var counts = readings.Select(reading => reading.Counts).Aggregate((sum, next) => sum + next);
        var total = readings.Sum(reading => reading.Total.Instructions);
        if (methods)
        {
            WriteHot("method, without called methods", "calls", counts.Methods(), total, readings.Count);
        }

        if (kinds)
        {
            WriteHot("kind of instruction", "times", counts.Kinds(), total, readings.Count);
        }
    }

    void WriteHot(string what, string times, IEnumerable<HotLine> lines, double total, int captures) =>
        TextTable.Write(output, [what, $"{times} per capture", "instructions", "share"],
            lines.Take(HotLines).Select(line => new[]
            {
                line.Name,
                $"{line.Times / (double)captures:N1}",
                $"{line.Instructions / captures:N0}",
                $"{line.Instructions / total:P1}",
            }));
}
