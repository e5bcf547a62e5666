using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>Asks the shards of everybody's palms how far they are, which has those loaded elsewhere that were on a node that is gone.</summary>
sealed class ShardWatch(PalmRegister register, TimeProvider time, ILogger<ShardWatch> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    bool _isLoaded;
    string? _fault;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await CheckAsync();
        }
    }

    async Task CheckAsync()
    {
        string? fault;
        try
        {
            await register.CheckShardsAsync();
            fault = register.PopulationFault;
        }
        catch (Exception e)
        {
            // Whatever it was, without further checks no shard would be loaded again.
            fault = e.Message;
        }

        if (fault is not null && fault != _fault)
        {
            logger.LogWarning("Not every copy of everybody's palms can be asked: {Fault}", fault);
        }

        if (register.IsPopulationLoaded && !_isLoaded)
        {
            logger.LogInformation("Everybody who is enrolled is loaded in shards: {Palms} palms, {Templates} templates",
                register.PopulationCounts.Palms, register.PopulationCounts.Templates);
        }

        (_isLoaded, _fault) = (register.IsPopulationLoaded, fault);
    }
}
