using Pedestal.Outage.History;

namespace Pedestal.Outage;

/// <summary>What faults of one kind did.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many were played.</param>
/// <param name="Void">How many of them say nothing about times, because the tool was held up meanwhile.</param>
/// <param name="MedianSeconds">From the fault's begin until 99 % of the lanes decided again, its end at the latest; the median, null if all are void.</param>
/// <param name="LongestSeconds">The longest.</param>
/// <param name="LongestSecondsAfterEnd">The longest from the fault's end.</param>
/// <param name="Lost">Requests that got no reply.</param>
sealed record KindReport(string Kind, int Count, int Void, double? MedianSeconds, double? LongestSeconds, double? LongestSecondsAfterEnd, int Lost);

/// <summary>The result of an evening with faults.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Faults">Faults played.</param>
/// <param name="Requests">Requests of guests.</param>
/// <param name="Undecided">Those that told the guest to use the ticket.</param>
/// <param name="Lost">Those without a reply.</param>
/// <param name="EndedByThemselves">Processes that ended without being told to.</param>
/// <param name="Kinds">By kind of fault.</param>
/// <param name="Verdicts">The checks.</param>
sealed record OutageReport(int Seed, int Faults, int Requests, int Undecided, int Lost, int EndedByThemselves,
    IReadOnlyList<KindReport> Kinds, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Whether every promise was kept.</summary>
    public bool IsSound => Verdicts.All(verdict => verdict.IsKept);

    /// <summary>Sums an evening up.</summary>
    public static OutageReport Of(int seed, IReadOnlyList<Asked> history, IReadOnlyList<FaultSpan> faults, IReadOnlyCollection<string> lanes,
        int ends, IReadOnlyList<Verdict> verdicts)
    {
        var ofGuests = history.Where(asked => asked.IsOfGuest).ToList();
        return new OutageReport(seed, faults.Count, ofGuests.Count, ofGuests.Count(asked => !asked.IsDecided && asked.Reply is not null),
            ofGuests.Count(asked => asked.Reply is null), ends,
            [.. faults.GroupBy(fault => fault.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(Kind)], verdicts);

        KindReport Kind(IGrouping<string, FaultSpan> kind)
        {
            var counted = kind.Where(fault => !fault.Void).ToList();
            var times = counted.Select(fault => Seconds(fault, fault.Begin, fault.Over)).Order().ToList();
            return new KindReport(kind.Key, kind.Count(), kind.Count(fault => fault.Void), times.Count > 0 ? times[times.Count / 2] : null,
                times.Count > 0 ? times[^1] : null, counted.Max(fault => (double?)Seconds(fault, fault.Over, fault.End)),
                kind.Sum(fault => ReplyCheck.LostIn(fault, history)));
        }

        double Seconds(FaultSpan fault, double since, double until) => ReplyCheck.RecoveryOf(fault, since, until, history, lanes) / 1000;
    }

    /// <summary>Writes it for people.</summary>
    public void Write(TextWriter to)
    {
        to.WriteLine($"{"fault",-32} {"times",5} {"void",5} {"median s",9} {"longest s",9} {"after end",9} {"lost",6}");
        foreach (var kind in Kinds)
        {
            to.WriteLine($"{kind.Kind,-32} {kind.Count,5} {kind.Void,5} {kind.MedianSeconds,9:0.0} {kind.LongestSeconds,9:0.0} {kind.LongestSecondsAfterEnd,9:0.0} {kind.Lost,6}");
        }

        to.WriteLine($"\n{Requests} requests of guests, {Undecided} told to use the ticket, {Lost} without a reply; "
            + $"{EndedByThemselves} processes ended by themselves\n");
        foreach (var verdict in Verdicts)
        {
            to.WriteLine($"{(verdict.IsKept ? "kept  " : "BROKEN")} {verdict.Promise} ({verdict.Checked} looked at)");
            foreach (var line in verdict.Broken.Take(10))
            {
                to.WriteLine($"         {line}");
            }

            if (verdict.Broken.Count > 10)
            {
                to.WriteLine($"         and {verdict.Broken.Count - 10} more");
            }
        }
    }
}
