namespace Pedestal.Outage.History;

/// <summary>Whether every guest was answered, and how soon again after faults.</summary>
static class ReplyCheck
{
    const double Share = 0.99;

    /// <summary>While nothing is out of order every guest gets a decision, or is told to use the ticket.</summary>
    public static Verdict NoneMissing(IReadOnlyList<Asked> history, IReadOnlyList<FaultSpan> faults)
    {
        var ofGuests = history.Where(asked => asked.IsOfGuest).ToList();
        return new Verdict("every request is answered while nothing is out of order", ofGuests.Count,
        [
            .. ofGuests.Where(asked => asked.Reply is null && !faults.Any(fault => fault.Touches(asked)))
                .Select(asked => $"{asked.Key} of {asked.Account} at {asked.Begin / 1000:0.0} s got no reply."),
        ]);
    }

    /// <summary>The requests of guests that got no reply while this fault lasted.</summary>
    public static int LostIn(FaultSpan fault, IReadOnlyList<Asked> history) =>
        history.Count(asked => asked.IsOfGuest && asked.Reply is null && fault.Has(asked));

    /// <summary>
    /// Milliseconds until 99 % of the lanes decide again: for each lane until its last request without a decision ended that ended in this
    /// time, and of these what at most one lane in a hundred exceeds.
    /// </summary>
    public static double RecoveryOf(FaultSpan fault, double since, double until, IReadOnlyList<Asked> history, IReadOnlyCollection<string> lanes)
    {
        var last = history
            .Where(asked => asked is { Purpose: Purpose.Palm or Purpose.Code, IsDecided: false } && fault.Has(asked) && asked.End > since && asked.End <= until)
            .GroupBy(asked => asked.Lane).Where(lane => lanes.Contains(lane.Key))
            .Select(lane => lane.Max(asked => asked.End) - since).OrderDescending().ToList();
        return last.ElementAtOrDefault((int)((1 - Share) * lanes.Count + 1e-9));
    }
}
