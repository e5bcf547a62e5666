using System.Collections.Concurrent;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>What came of one enrolment.</summary>
/// <param name="Guest">Who enrolled.</param>
/// <param name="Succeeded">Whether both palms are known.</param>
/// <param name="Captures">Samples taken, rejected ones included.</param>
sealed record EnrolmentRecord(Guest Guest, bool Succeeded, int Captures);

/// <summary>What came of one arrival.</summary>
/// <param name="Arrival">Who came, and what was to happen.</param>
/// <param name="Lane">The pedestal's number, from 1.</param>
/// <param name="Palm">The palm presentation, or null if none was made.</param>
/// <param name="Ticket">The last code presented, or null if none was.</param>
sealed record EntryRecord(Arrival Arrival, int Lane, PresentationOutcome? Palm, PresentationOutcome? Ticket);

/// <summary>Everything that happened; written by several lanes at once.</summary>
sealed class EveningLog
{
    public ConcurrentQueue<EnrolmentRecord> Enrolments { get; } = new();

    public ConcurrentQueue<EntryRecord> Entries { get; } = new();

    /// <summary>Tickets redeemed by account, as ticketing has them when the doors close.</summary>
    public IReadOnlyDictionary<string, int> Redeemed { get; set; } = new Dictionary<string, int>();
}
