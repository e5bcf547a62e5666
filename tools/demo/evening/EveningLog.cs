using System.Collections.Concurrent;
using Pedestal.Protocol;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>What came of one enrolment.</summary>
/// <param name="Guest">Who enrolled.</param>
/// <param name="Captures">Samples taken, rejected ones included.</param>
/// <param name="Outcome">How it ended.</param>
sealed record EnrolmentRecord(Guest Guest, int Captures, PresentationOutcome Outcome)
{
    /// <summary>Whether both palms are known.</summary>
    public bool Succeeded => Outcome.Decision == Decision.Enrolled;
}

/// <summary>What came of one arrival.</summary>
/// <param name="Arrival">Who came, and what was to happen.</param>
/// <param name="Lane">The pedestal's number, from 1.</param>
/// <param name="Palms">The palm presentations, in order; more than one when the first was not recognised.</param>
/// <param name="Ticket">The last code presented, or null if none was.</param>
sealed record EntryRecord(
    Arrival Arrival, int Lane, IReadOnlyList<PresentationOutcome> Palms, PresentationOutcome? Ticket)
{
    /// <summary>What came of the palm in the end, or null if none was shown.</summary>
    public PresentationOutcome? Palm => Palms.Count == 0 ? null : Palms[^1];
}

/// <summary>Everything that happened; written by several lanes at once.</summary>
sealed class EveningLog
{
    public ConcurrentQueue<EnrolmentRecord> Enrolments { get; } = new();

    public ConcurrentQueue<EntryRecord> Entries { get; } = new();

    /// <summary>What the evening came to, a line each.</summary>
    public ConcurrentQueue<string> Phases { get; } = new();

    /// <summary>Tickets redeemed by account, as ticketing has them when the doors close.</summary>
    public IReadOnlyDictionary<string, int> Redeemed { get; set; } = new Dictionary<string, int>();
}
