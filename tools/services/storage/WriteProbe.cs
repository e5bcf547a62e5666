namespace Pedestal.Storage;

/// <summary>Tests within a bounded time whether a database accepts writes now, by writing.</summary>
public sealed class WriteProbe(Database database, TimeProvider time)
{
    /// <summary>How long a result is reused: frequent checks by many callers must not become a load.</summary>
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    Task<string?> _probe = Task.FromResult<string?>(null);
    long _ended;
    bool _wasProbed;

    /// <summary>Null when a write has just succeeded; otherwise the fault in a few words without names.</summary>
    /// <param name="bound">The longest wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<string?> CheckAsync(TimeSpan bound, CancellationToken cancellation)
    {
        try
        {
            return await Probe().WaitAsync(bound, time, cancellation);
        }
        catch (TimeoutException)
        {
            return $"no response within {bound.TotalSeconds:0.#} s";
        }
    }

    /// <summary>A fault in a few words without names, for readers who may see no more.</summary>
    public static string InWords(StorageError error) => error switch
    {
        StorageError.Busy => "locked by another process",
        StorageError.Full => "its disk is full",
        StorageError.ReadOnly => "read-only",
        StorageError.NotDurable => "does not keep what it confirms",
        StorageError.Unreachable => "cannot be reached",
        StorageError.Damaged => "damaged, or its disk is failing",
        _ => "unusable: " + error,
    };

    // One at a time, so that threads do not pile up behind a database that hangs.
    Task<string?> Probe()
    {
        lock (_lock)
        {
            var isKnown = _wasProbed && (!_probe.IsCompleted || time.GetElapsedTime(_ended) < Freshness);
            if (!isKnown)
            {
                _wasProbed = true;
                _probe = Task.Factory.StartNew(
                    Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            return _probe;
        }
    }

    string? Run()
    {
        try
        {
            database.ProbeWrite();
            return null;
        }
        catch (StorageException e)
        {
            return InWords(e.Error);
        }
        catch (System.Data.Common.DbException)
        {
            return "its tables no longer belong to this program";
        }
        finally
        {
            _ended = time.GetTimestamp();
        }
    }
}
