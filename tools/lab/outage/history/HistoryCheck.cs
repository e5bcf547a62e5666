namespace Pedestal.Outage.History;

/// <summary>
/// Compares what lanes and office were told with what the databases have at the end. Only what was acknowledged must be there; what was not may
/// have happened or not, but only once.
/// </summary>
static class HistoryCheck
{
    /// <summary>All checks.</summary>
    /// <param name="history">Everything that was asked.</param>
    /// <param name="enrolled">The accounts whose persons were enrolled before, with the parties of their consents.</param>
    /// <param name="stored">The databases at the end.</param>
    /// <param name="faults">The faults.</param>
    public static IReadOnlyList<Verdict> Of(
        IReadOnlyList<Asked> history, IReadOnlyDictionary<string, IReadOnlyList<string>> enrolled, Stored stored, IReadOnlyList<FaultSpan> faults)
    {
        var entries = new EntryCheck(history, stored.Entries);
        var persons = new PersonCheck(history, enrolled, stored.Persons);
        return
        [
            entries.NoneTwice(), entries.NoneLost(), persons.NoEnrolmentLost(), persons.NoDeletionLost(), persons.NoConsentLost(),
            persons.NobodyComesBack(), ReplyCheck.NoneMissing(history, faults),
        ];
    }
}
