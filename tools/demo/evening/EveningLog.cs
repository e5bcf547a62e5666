using System.Collections.Concurrent;
using Pedestal.Protocol;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>The result of one enrolment.</summary>
/// <param name="Guest">Who enrolled.</param>
/// <param name="Wanted">How it ends if all goes well.</param>
/// <param name="Captures">Captures taken, including rejected ones.</param>
/// <param name="Outcome">How it ended.</param>
sealed record EnrolmentRecord(Guest Guest, Decision Wanted, int Captures, PresentationOutcome Outcome)
{
    /// <summary>Whether it ended as it should.</summary>
    public bool Succeeded => Outcome.Decision == Wanted;
}

/// <summary>The result of one arrival.</summary>
/// <param name="Arrival">The planned arrival.</param>
/// <param name="Lane">The lane's number, from 1.</param>
/// <param name="Palms">The palm presentations, in order; more than one when the first was not recognised.</param>
/// <param name="Ticket">The last code presented; null for none.</param>
sealed record EntryRecord(
    Arrival Arrival, int Lane, IReadOnlyList<PresentationOutcome> Palms, PresentationOutcome? Ticket)
{
    /// <summary>The last palm presentation; null for none.</summary>
    public PresentationOutcome? Palm => Palms.Count == 0 ? null : Palms[^1];
}

/// <summary>A phase of the evening.</summary>
/// <param name="Text">What happens in it, in one line.</param>
/// <param name="Enrolments">Enrolments before it.</param>
/// <param name="Entries">Arrivals before it.</param>
sealed record Phase(string Text, int Enrolments, int Entries);

/// <summary>Everything that happened at one show. Several lanes write it at once.</summary>
sealed class EveningLog
{
    public ConcurrentQueue<EnrolmentRecord> Enrolments { get; } = new();

    public ConcurrentQueue<EntryRecord> Entries { get; } = new();

    /// <summary>The steps of the family day.</summary>
    public ConcurrentQueue<RuleVisit> Rules { get; } = new();

    /// <summary>The phases that have begun, in order.</summary>
    public ConcurrentQueue<Phase> Phases { get; } = new();

    /// <summary>Tickets redeemed, by account, as ticketing counts them at the end.</summary>
    public IReadOnlyDictionary<string, int> Redeemed { get; set; } = new Dictionary<string, int>();

    /// <summary>Guests inside at the end of the family day, as ticketing counts them.</summary>
    public long Inside { get; set; }

    /// <summary>Begins a phase, after all visits of the one before have ended.</summary>
    public void BeginPhase(string text) => Phases.Enqueue(new Phase(text, Enrolments.Count, Entries.Count));
}
