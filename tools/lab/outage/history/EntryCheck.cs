using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Outage.History;

/// <summary>Compares the admissions that lanes were told of with ticketing's log.</summary>
sealed class EntryCheck
{
    readonly IReadOnlyList<StoredEntry> _entries;
    readonly IReadOnlyList<Asked> _admitted;
    readonly Dictionary<string, StoredEntry> _byRequest;
    readonly ILookup<string, Asked> _reports;

    /// <summary>Prepares it.</summary>
    public EntryCheck(IReadOnlyList<Asked> history, IReadOnlyList<StoredEntry> entries)
    {
        _entries = entries;
        _admitted = [.. history.Where(asked => asked is { Purpose: Purpose.Palm or Purpose.Code, Reply: Decision.Admitted })];
        _byRequest = entries.SelectMany(entry => entry.Requests.Select(request => (request, entry))).ToDictionary();
        _reports = history.Where(asked => asked is { Purpose: Purpose.Passed or Purpose.NotPassed }).ToLookup(asked => asked.Key);
    }

    /// <summary>No ticket let two guests in: neither in the log, nor at the gates.</summary>
    public Verdict NoneTwice()
    {
        var inLog = _entries.Where(entry => entry.State != EntryState.Undone).GroupBy(entry => entry.Ticket).Where(ticket => ticket.Count() > 1)
            .Select(ticket => $"The log has {ticket.Count()} entries of {ticket.Key} that count: {Listed(ticket.SelectMany(entry => entry.Requests))}.");

        // Each opened a gate; the same admission again does not let a second guest in.
        var atGates = _admitted.Where(asked => !asked.IsSame)
            .GroupBy(asked => _byRequest.TryGetValue(asked.Key, out var entry) ? entry.Ticket : asked.Code)
            .Where(ticket => ticket.Key.Length > 0 && ticket.Count() > 1)
            .Select(ticket => $"Gates opened {ticket.Count()} times for {ticket.Key}: {Listed(ticket.Select(asked => asked.Key))}.");
        return new Verdict("no ticket is admitted twice", _admitted.Count, [.. inLog, .. atGates]);
    }

    /// <summary>Each admission that a lane was told of is in the log, for the right guest, and was not undone by anybody else.</summary>
    public Verdict NoneLost() => new("no acknowledged entry is lost", _admitted.Count, [.. _admitted.Select(LossOf).OfType<string>()]);

    string? LossOf(Asked asked)
    {
        if (!_byRequest.TryGetValue(asked.Key, out var entry))
        {
            return $"{asked.Key} was admitted for {asked.Account}, and the log does not have it.";
        }

        if (entry.Account != asked.Account || (asked.Code.Length > 0 && entry.Ticket != asked.Code))
        {
            return $"{asked.Key} was admitted for {asked.Account}, and the log has it as {entry.Ticket} of {entry.Account}.";
        }

        var reports = _reports[asked.Key].ToList();
        return entry.State == EntryState.Undone && !reports.Exists(report => report.Purpose == Purpose.NotPassed)
            ? $"{asked.Key} was admitted with {entry.Ticket}, and the log has it undone though the lane did not ask for that."
            : entry.State != EntryState.Passed && reports.Exists(report => report is { Purpose: Purpose.Passed, IsDone: true })
            ? $"The guest of {asked.Key} passed with {entry.Ticket}, which was noted, and the log has it as {entry.State}."
            : null;
    }

    static string Listed(IEnumerable<string> requests) => string.Join(", ", requests.Order(StringComparer.Ordinal));
}
