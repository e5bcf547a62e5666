using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher.Tests;

/// <summary>A node of a cluster that holds its shards of everybody's palms, without brokers and pedestals.</summary>
sealed class ShardNode : IAsyncDisposable
{
    readonly IHost _host;
    bool _isGone;

    ShardNode(IHost host) => _host = host;

    /// <summary>Its register.</summary>
    public PalmRegister Register => _host.Services.GetRequiredService<PalmRegister>();

    /// <summary>Whatever else the node has.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Whether it ends, because the others have left it out.</summary>
    public bool IsEnding => Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    /// <summary>Starts a node.</summary>
    public static async Task<ShardNode> StartAsync(ClusterSettings settings, TestDatabase database, CancellationToken stop)
    {
        var node = new ShardNode(Build(settings, database, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance)));
        await node._host.StartAsync(stop);
        node.Register.FollowSchedule();
        node.Register.LoadPopulation(stop);
        return node;
    }

    /// <summary>Builds a node in a process that may end.</summary>
    public static IHost Build(ClusterSettings settings, TestDatabase database, IHostApplicationLifetime process)
    {
        var builder = Silo.Builder(settings);
        var options = new MatcherOptions { Cluster = settings };
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => PalmStore.Open(database.Source, database.File("identity.key"), TimeProvider.System));
        builder.Services.AddSingleton(own => new PalmRegister(
            own.GetRequiredService<PalmStore>(), options.FalseAcceptRate, own.GetService<PopulationShards>()));
        Silo.Add(builder, settings, database.Source, StoreKey.Load(database.File("identity.key")).Derive("nodes"), process);
        return Silo.Build(builder);
    }

    /// <summary>Whether all shards are in memory somewhere.</summary>
    public async Task<bool> IsLoadedAsync()
    {
        await Register.CheckShardsAsync();
        return Register.IsPopulationLoaded;
    }

    /// <summary>Ends it as a crash does: it tells nobody.</summary>
    public async Task KillAsync()
    {
        _isGone = true;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _host.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // It did not end in order, as was asked.
        }

        _host.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isGone)
        {
            await _host.StopAsync(CancellationToken.None);
            _host.Dispose();
        }
    }
}
