namespace Pedestal.Bench;

/// <summary>Prints the figures.</summary>
static class EngineSummary
{
    /// <summary>Prints them.</summary>
    public static void Write(EngineReport report, TextWriter output)
    {
        var machine = report.Machine;
        output.WriteLine($"{machine.Processor}; {machine.Cores} cores; {machine.Vectors}; {machine.Runtime}");
        output.WriteLine($"{"",34}{"one core",12}{"two cores",12}");
        Line(output, "exhaustive, 81 shifts", "M/s", report, speed => speed.Exhaustive81PerSecond / 1e6);
        Line(output, "coarse to fine, 405 alignments", "M/s", report, speed => speed.CoarsePerSecond / 1e6);
        Line(output, "a million, p50", "ms", report, speed => speed.MillionP50Ms);
        Line(output, "a million, p99", "ms", report, speed => speed.MillionP99Ms);
        var agreement = report.AgreementDetails;
        output.WriteLine(
            $"agreement {report.Agreement:P2}: {agreement.Same} of {agreement.Probes} probes in "
            + $"{agreement.Templates} templates; right palm {agreement.RightPalm}");
        var references = report.References;
        output.WriteLine($"scalar, 81 shifts: {references.ExhaustiveScalarPerSecond / 1e6:F2} M/s");
        output.WriteLine($"memory: {references.MemoryBytesPerSecondOneCore / 1e9:F1} GB/s, two cores "
            + $"{references.MemoryBytesPerSecondTwoCores / 1e9:F1} GB/s; limit "
            + $"{references.MemoryLimitFullPerSecond / 1e6:F0} M/s at full size, "
            + $"{references.MemoryLimitCoarsePerSecond / 1e6:F0} M/s coarse");
        output.WriteLine($"faiss: {references.Faiss}"
            + (references.FaissNoShiftPerSecond is { } rate ? $", {rate / 1e6:F1} M/s" : ""));
    }

    static void Line(
        TextWriter output, string name, string unit, EngineReport report, Func<SpeedReport, double> figure) =>
        output.WriteLine($"{name + ", " + unit,-34}{figure(report.OneCore),12:F2}"
            + (report.TwoCores is { } two ? $"{figure(two),12:F2}" : $"{"-",12}"));
}
