using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>
/// The highest counter accepted under each key, and where this service's own counters go on. Kept in a file, so that a
/// message recorded before a restart is refused after it. Safe for concurrent callers.
/// </summary>
public sealed class ReplayGuard : IDisposable
{
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
            _file = new CounterFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The counters against replay cannot be kept in '{file}': {e.Message}", e);
        }

        if (_file.Damaged > 0)
        {
            // A venue must not stay closed for this; what was lost is named together with what makes up for it.
            logger.LogError(
                "{File}: {Damaged} counters are damaged. Requests recorded before now could be replayed once: rotate the "
                + "devices' keys to rule that out, then stop the service and delete the file", file, _file.Damaged);
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
            return Last(key.Id) is not null;
        }
    }

    /// <summary>Accepts a counter above the last one of its key; false for any other.</summary>
    internal bool Accept(SealingKey key, ulong counter)
    {
        lock (_lock)
        {
            if (counter <= Last(key.Id))
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
            var first = Math.Max(clock, Last(name) ?? 0);
            Keep(name, first + SentAhead);
            return first;
        }
    }

    ulong? Last(string name) => _last.TryGetValue(name, out var last) ? last : _file?.Get(name);

    void Keep(string name, ulong value)
    {
        _last[name] = value;
        try
        {
            _file?.Put(name, value);
            _failing = false;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
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
