namespace Pedestal.Web.Live;

/// <summary>What was heard of a pedestal since these pages started.</summary>
public sealed class HeardPedestal
{
    const int MostKept = 50;

    readonly Lock _lock = new();
    readonly List<Attempt> _attempts = new(MostKept);

    /// <summary>The last attempt; null before the first.</summary>
    public Attempt? Last
    {
        get
        {
            lock (_lock)
            {
                return _attempts.Count == 0 ? null : _attempts[^1];
            }
        }
    }

    /// <summary>The last attempts, latest first.</summary>
    public IReadOnlyList<Attempt> Attempts
    {
        get
        {
            lock (_lock)
            {
                return [.. Enumerable.Reverse(_attempts)];
            }
        }
    }

    /// <summary>When its health was heard last; null before.</summary>
    public DateTimeOffset? HealthAt
    {
        get
        {
            lock (_lock)
            {
                return field;
            }
        }

        set
        {
            lock (_lock)
            {
                field = value;
            }
        }
    }

    /// <summary>Adds an attempt; only the latest are kept.</summary>
    public void Add(Attempt attempt)
    {
        lock (_lock)
        {
            if (_attempts.Count == MostKept)
            {
                _attempts.RemoveAt(0);
            }

            _attempts.Add(attempt);
        }
    }

    /// <summary>How many of the kept attempts are of a kind; cheaper than <see cref="Attempts"/>.</summary>
    public int Count(Func<Attempt, bool> isOfKind)
    {
        lock (_lock)
        {
            return _attempts.Count(isOfKind);
        }
    }
}
