namespace Pedestal.Season;

/// <summary>The guests for whom the gate was opened and who have still to pass, by the end of their time in microseconds.</summary>
sealed class AwaitedGuests
{
    readonly List<long> _ends = [];

    /// <summary>The gate was opened for one who has until then.</summary>
    public void Add(long end) => _ends.Add(end);

    /// <summary>So many passed: the oldest.</summary>
    public void Pass(int passages) => _ends.RemoveRange(0, Math.Min(passages, _ends.Count));

    /// <summary>Whether somebody still waits, for whom the gate may be opened again; the oldest then has until the end.</summary>
    public bool Reopen(long now, long end)
    {
        _ends.RemoveAll(e => e < now);
        if (_ends.Count == 0)
        {
            return false;
        }

        _ends[0] = end;
        return true;
    }

    /// <summary>An evening begins with nobody.</summary>
    public void Clear() => _ends.Clear();
}
