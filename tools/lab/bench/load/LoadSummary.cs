using System.Globalization;

namespace Pedestal.Bench;

/// <summary>Prints the figures.</summary>
static class LoadSummary
{
    /// <summary>Prints them.</summary>
    public static void Write(LoadReport report, TextWriter output)
    {
        var load = report.Load;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {load.Pedestals} pedestals, {load.Rate} requests a second for {load.Seconds} s, {load.Gallery} palms, {load.Broker}, {load.Database}{Matchers(load.Matchers)}
              served             {report.Served}: {report.Admitted} admitted, {report.TicketUsed} with all tickets inside,
                                 {report.NotRecognised} guests not recognised, {report.StrangersRefused} strangers refused{Other(report)}
              shed               {report.Shed}{HeldBack(report)}, unavailable {report.Unavailable}, unanswered {report.Unanswered}
              wrong              {report.Wrong}: strangers taken for guests {report.FalseMatches} ({report.FalselyMatched} strangers), guests for others {report.TakenForOthers}
              double admissions  {report.DoubleAdmissions}, passages not acknowledged {report.PassagesLost}
              publish to reply   p50 {report.P50Ms:0.0} ms, p99 {report.P99Ms:0.0} ms, longest {report.MaximumMs:0.0} ms
              CPU of the venue   {report.VenueCpuMs:0.00} ms a request
              open pages         {Pages(report.Pages)}
              after the stall    {(report.HangoverMs is { } hangover ? $"{hangover} ms until served again" : "none")}
              after faults       {Faults(report.Faults)}
            {report.Machine.Processor}, {report.Machine.Cores} cores
            """));
    }

    static string Faults(IReadOnlyDictionary<string, FaultShape>? faults) => faults is null ? "none" : string.Join("\n                     ",
        faults.Select(fault => $"{fault.Key} {fault.Value.Count} times: {fault.Value.MedianMs} ms until served again, longest {fault.Value.LongestMs} ms"));

    static string Matchers(int count) => count == 0 ? "" : $", {count} matcher{(count == 1 ? "" : "s")} apart from ticketing";

    static string Pages(PagesShape? pages) => pages is null ? "none" : string.Create(CultureInfo.InvariantCulture,
        $"{pages.Open} of {pages.Count} at the end; {pages.Batches} render batches of {pages.BytesPerBatch:0} bytes, fewest {pages.FewestBatches},\n                     at most {pages.LongestSilenceMs:0} ms without one; their client {pages.Cores:0.00} cores");

    static string HeldBack(LoadReport report) => report.Load.ShownMs == 0 ? "" : $" (of which {report.HeldBack} by the pedestal itself)";

    static string Other(LoadReport report) => string.Concat(report.Other.Select(other => $", {other.Value} {other.Key}"));
}
