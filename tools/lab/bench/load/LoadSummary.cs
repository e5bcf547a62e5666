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
            {load.Pedestals} pedestals, {load.Rate} requests a second for {load.Seconds} s, {load.Gallery} palms, {load.Broker}, {load.Database}
              served             {report.Served}: {report.Admitted} admitted, {report.TicketUsed} with all tickets inside,
                                 {report.NotRecognised} guests not recognised, {report.StrangersRefused} strangers refused{Other(report)}
              shed               {report.Shed}, unavailable {report.Unavailable}, unanswered {report.Unanswered}
              wrong              {report.Wrong}: strangers taken for guests {report.FalseMatches} ({report.FalselyMatched} strangers), guests for others {report.TakenForOthers}
              double admissions  {report.DoubleAdmissions}, passages not acknowledged {report.PassagesLost}
              publish to reply   p50 {report.P50Ms:0.0} ms, p99 {report.P99Ms:0.0} ms, longest {report.MaximumMs:0.0} ms
              CPU of the venue   {report.VenueCpuMs:0.00} ms a request
              open pages         {Pages(report.Pages)}
              after the stall    {(report.HangoverMs is { } hangover ? $"{hangover} ms until served again" : "none")}
            {report.Machine.Processor}, {report.Machine.Cores} cores
            """));
    }

    static string Pages(PagesShape? pages) => pages is null ? "none" : string.Create(CultureInfo.InvariantCulture,
        $"{pages.Count}, new numbers {pages.MedianUpdates:0.00} times a second, on the slowest {pages.FewestUpdates:0.00}; browser {pages.BrowserCores:0.00} cores");

    static string Other(LoadReport report) => string.Concat(report.Other.Select(other => $", {other.Value} {other.Key}"));
}
