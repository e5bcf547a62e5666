using Pedestal.Protocol;

namespace Pedestal.Season;

/// <summary>Ticketing's log of entries: each is provisional until the pedestal reports what became of it.</summary>
sealed class EntryLog
{
    enum State
    {
        Provisional,
        Counted,
        Passed,
        Undone,
    }

    sealed class Entry
    {
        public ulong Latest { get; set; }

        public State State { get; set; }

        public bool IsOpened { get; set; }
    }

    readonly Dictionary<ulong, Entry> _entries = [];
    Entry? _last;

    /// <summary>Entries whose guests have passed.</summary>
    public int Passed { get; private set; }

    /// <summary>Entries that were undone and not confirmed later.</summary>
    public int Undone { get; private set; }

    /// <summary>Passages without an admission.</summary>
    public int Unadmitted { get; private set; }

    readonly HashSet<ulong> _unadmitted = [];

    /// <summary>Whether the last admission's guest has not passed yet, so that another request can be the same admission.</summary>
    public bool IsLastProvisional => _last?.State == State.Provisional;

    /// <summary>Records an admission.</summary>
    /// <param name="request">The request.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="isSame">Whether it is the last admission's guest again.</param>
    public void Admit(ulong request, PassageTerms terms, bool isSame)
    {
        _last = isSame ? _last! : new Entry();
        _last.Latest = request;
        _last.State = terms.Seconds > 0 ? State.Provisional : State.Counted;
        _entries[request] = _last;
    }

    /// <summary>Records that the gate opened for an admission.</summary>
    public void Open(ulong request)
    {
        if (_entries.TryGetValue(request, out var entry))
        {
            entry.IsOpened = true;
        }
    }

    /// <summary>Records a report, as often as it comes.</summary>
    public void Take(PassageReport report)
    {
        if (report.Outcome == PassageOutcome.Unadmitted)
        {
            Unadmitted += _unadmitted.Add(report.RequestId) ? 1 : 0;
        }
        else if (_entries.TryGetValue(report.RequestId, out var entry))
        {
            entry.State = report.Outcome == PassageOutcome.Passed ? State.Passed
                : entry.State == State.Passed || entry.Latest != report.RequestId ? entry.State
                : State.Undone;
        }
    }

    /// <summary>
    /// Ends an evening: how many entries stayed open although the lane has reported everything, or count although no gate opened.
    /// </summary>
    public int Close()
    {
        var entries = _entries.Values.Distinct().ToList();
        Passed += entries.Count(entry => entry.State == State.Passed);
        Undone += entries.Count(entry => entry.State == State.Undone);
        Forget();
        return entries.Count(entry => entry.State == State.Provisional || entry.State == State.Counted && !entry.IsOpened);
    }

    /// <summary>Forgets what happened before: the pedestal was restarted and cannot report it.</summary>
    public void Forget()
    {
        _entries.Clear();
        _last = null;
    }
}
