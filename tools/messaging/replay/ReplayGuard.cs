using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// The highest counter accepted under each key, and where this service's own counters go on. Kept in a file, so that a
/// message recorded before a restart is refused after it. Safe for concurrent callers.
/// </summary>
public sealed class ReplayGuard : IDisposable
{
    const int Corrupt = 11;
    const int NotADatabase = 26;

    // More messages than a service sends before the clock has passed the counter again.
    const ulong SentAhead = 1_000_000_000_000;

    readonly Lock _lock = new();
    readonly Dictionary<string, ulong> _last = new(StringComparer.Ordinal);
    readonly CounterFile? _file;
    readonly ILogger? _logger;
    bool _failing;

    /// <summary>Creates a guard that forgets everything with the process.</summary>
    public ReplayGuard()
    {
    }

    /// <summary>Creates a guard that keeps its counters in a file, created when absent.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be used.</exception>
    public ReplayGuard(string file, ILogger<ReplayGuard> logger)
    {
        _logger = logger;
        try
        {
            (_file, _last) = Open(file);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            // A venue must not stay closed for this; what was lost is named together with what makes up for it.
            logger.LogError(
                "{File} is damaged ({Reason}) and was moved to {File}.damaged. Requests recorded before now could be replayed "
                + "once: rotate the devices' keys to rule that out", file, e.Message, file);
            File.Move(file, file + ".damaged", overwrite: true);
            File.Delete(file + "-wal");
            File.Delete(file + "-shm");
            (_file, _last) = Open(file);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
        }
    }

    /// <summary>Whether a message under this key was ever accepted.</summary>
    internal bool WasUsed(SealingKey key)
    {
        lock (_lock)
        {
            return _last.ContainsKey(key.Id);
        }
    }

    /// <summary>Accepts a counter above the last one of its key; false for any other.</summary>
    internal bool Accept(SealingKey key, ulong counter)
    {
        lock (_lock)
        {
            if (_last.TryGetValue(key.Id, out var last) && counter <= last)
            {
                return false;
            }

            Keep(key.Id, counter);
            return true;
        }
    }

    /// <summary>
    /// Where a sender starts to count: at its clock, or above all it has sent if the clock went back since.
    /// </summary>
    internal ulong FirstToSend(string sender, ulong clock)
    {
        lock (_lock)
        {
            var name = "sent/" + sender;
            var first = Math.Max(clock, _last.GetValueOrDefault(name));
            Keep(name, first + SentAhead);
            return first;
        }
    }

    static (CounterFile File, Dictionary<string, ulong> Counters) Open(string path)
    {
        CounterFile? file = null;
        try
        {
            file = new CounterFile(path);
            return (file, file.Load());
        }
        catch (Exception e)
        {
            file?.Dispose();
            if (e is SqliteException { SqliteErrorCode: Corrupt or NotADatabase }
                || e is not (SqliteException or IOException or UnauthorizedAccessException))
            {
                throw;
            }

            throw new InvalidOperationException($"The counters against replay cannot be kept in '{path}': {e.Message}", e);
        }
    }

    void Keep(string name, ulong value)
    {
        _last[name] = value;
        try
        {
            _file?.Put(name, value);
            _failing = false;
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            if (!_failing)
            {
                _failing = true;
                _logger?.LogError(
                    "Counters against replay are not being kept ({Reason}): replays are refused until the service restarts",
                    e.Message);
            }
        }
    }
}
