namespace Pedestal.Storage;

/// <summary>Tells within a bounded time whether a database takes writes now, by writing.</summary>
public sealed class WriteProbe(Database database, TimeProvider time)
{
    /// <summary>How long an answer is given again: probes by many must not become a load.</summary>
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    Task<string?> _probe = Task.FromResult<string?>(null);
    long _ended;
    bool _wasProbed;

    /// <summary>Null when a write went through just now; otherwise what is wrong, in a few words without names.</summary>
    /// <param name="bound">How long to wait for it at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<string?> CheckAsync(TimeSpan bound, CancellationToken cancellation)
    {
        try
        {
            return await Probe().WaitAsync(bound, time, cancellation);
        }
        catch (TimeoutException)
        {
            return $"does not answer within {bound.TotalSeconds:0.#} s";
        }
    }

    /// <summary>A fault in a few words without names, for those who may see no more.</summary>
    public static string InWords(StorageError error) => error switch
    {
        StorageError.Busy => "locked by another process",
        StorageError.Full => "its disk is full",
        StorageError.ReadOnly => "read-only",
        StorageError.NotDurable => "does not keep what it confirms",
        StorageError.Unreachable => "cannot be reached",
        StorageError.Damaged => "damaged, or its disk fails",
        _ => "not usable: " + error,
    };

    // One at a time: behind a database that stands still no more threads gather.
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
            return "its tables are not this program's any more";
        }
        finally
        {
            _ended = time.GetTimestamp();
        }
    }
}
