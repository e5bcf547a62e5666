using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Counts refusals in memory and writes them every few seconds, so that no guest waits for it; a crash loses what was not written.
/// </summary>
public sealed class RefusalTally(TicketStore store, TicketingOptions options, TrustedTime time, TimeProvider clock, ILogger<RefusalTally> logger)
    : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    readonly Lock _lock = new();
    Dictionary<Refusals, int> _counts = [];
    bool _isFailing;

    /// <summary>Counts an outcome at an entrance, if it is a refusal.</summary>
    internal void Count(string entrance, TicketOutcome outcome)
    {
        if (DecisionTable.Of(outcome.Decision).IsRefusal)
        {
            Add(new Refusals(entrance, outcome.Decision, outcome.Reason), 1);
        }
    }

    /// <summary>Writes what was counted since the last time. What the database does not accept is kept for the next time.</summary>
    public void Write()
    {
        Dictionary<Refusals, int> counts;
        lock (_lock)
        {
            (counts, _counts) = (_counts, []);
        }

        if (counts.Count == 0)
        {
            return;
        }

        try
        {
            store.Refusals.Add(counts, options.Venue, time.GetUtcNow());
            _isFailing = false;
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            foreach (var (refusals, count) in counts)
            {
                Add(refusals, count);
            }

            if (!_isFailing)
            {
                logger.LogWarning("The counts of refusals are written later: {Fault}", e.Message);
            }

            _isFailing = true;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Write();
            }
        }
        catch (OperationCanceledException)
        {
            Write();
        }
    }

    void Add(Refusals refusals, int count)
    {
        lock (_lock)
        {
            _counts[refusals] = _counts.GetValueOrDefault(refusals) + count;
        }
    }
}
