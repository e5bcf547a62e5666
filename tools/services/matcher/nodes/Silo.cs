using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Runtime;
using Orleans.Serialization;
using Pedestal.Storage;

namespace Pedestal.Matcher;

/// <summary>Makes a host a node of the cluster. Its nodes know each other from a table of the palms' database.</summary>
static class Silo
{
    // One cluster for each database.
    const string Name = "matcher";

    // How soon a node that is gone is left out: guests wait for it. A node that was left out by mistake joins again within seconds.
    // Orleans waits until nothing at all has come from it for as many of the longest probes.
    static readonly TimeSpan Probe = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan LongestProbe = TimeSpan.FromMilliseconds(600);
    const int MissedProbes = 3;

    // How old a node's last sign in the table is when nobody waits for it any more, as after a power cut of all.
    static readonly TimeSpan Sign = TimeSpan.FromSeconds(2);
    const int MissedSigns = 3;

    // No pedestal waits longer for a reply.
    static readonly TimeSpan Response = TimeSpan.FromSeconds(2);

    // As long as a session. A lane that was quiet for so long may get another node, so that a node that comes back gets its share.
    static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);

    /// <summary>A host's builder for a node with these settings; without a dashboard it needs no web server.</summary>
    public static IHostApplicationBuilder Builder(ClusterSettings settings)
    {
        if (settings.Dashboard.Length == 0)
        {
            return Host.CreateEmptyApplicationBuilder(null);
        }

        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        web.WebHost.UseKestrelCore().UseUrls(settings.Dashboard);
        web.Services.AddRoutingCore();
        return web;
    }

    /// <summary>Builds what <see cref="Builder"/> began.</summary>
    public static IHost Build(IHostApplicationBuilder builder)
    {
        if (builder is not WebApplicationBuilder web)
        {
            return ((HostApplicationBuilder)builder).Build();
        }

        var app = web.Build();
        app.UseRouting();
        app.MapOrleansDashboard();
        return app;
    }

    /// <summary>Adds the node.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="settings">The node's settings.</param>
    /// <param name="database">The palms' database.</param>
    /// <param name="secret">A secret that all nodes have and nobody else.</param>
    /// <param name="process">The process that the host is in.</param>
    public static void Add(
        IHostApplicationBuilder builder, ClusterSettings settings, string database, byte[] secret, IHostApplicationLifetime process)
    {
        var address = AddressOf(settings.Address);
        builder.UseOrleans(silo =>
        {
            silo.Services.AddSingleton(_ => Database.ConnectionsTo(database, TimeProvider.System));
            silo.UseAdoNetClustering(options => options.Configure<DbDataSource>(
                (table, connections) => (table.Invariant, table.DataSource) = ("Npgsql", connections)));
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name));
            silo.Configure<SiloOptions>(own => own.SiloName = settings.Node);
            silo.Configure<EndpointOptions>(own =>
            {
                (own.AdvertisedIPAddress, own.SiloPort, own.GatewayPort) = (address, settings.Port, 0);
                own.SiloListeningEndpoint = new IPEndPoint(address, settings.Port);
            });
            silo.Configure<ClusterMembershipOptions>(Watch);
            silo.Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = Response);
            silo.Configure<GrainCollectionOptions>(grains => (grains.CollectionAge, grains.CollectionQuantum) = (Quiet, Quiet / 2));
            silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
                type => type.Namespace?.StartsWith(nameof(Pedestal), StringComparison.Ordinal) == true));
            if (settings.Shards > 0)
            {
                silo.AddDistributedGrainDirectory(PopulationShardGrain.Directory);
                silo.AddPlacementDirector<ShardPlacement>(own => own.GetRequiredService<ShardPlaces>());
            }

            silo.UseTls(NodeCertificate.Require(secret));
            if (settings.Dashboard.Length > 0)
            {
                silo.AddDashboard();
            }
        });

        // Instead of the one that ends the process.
        builder.Services.AddSingleton<IFatalErrorHandler>(own => new LeftOut(
            own.GetRequiredService<IHostApplicationLifetime>(), process, own.GetRequiredService<ILogger<LeftOut>>()));
        if (settings.Shards > 0)
        {
            builder.Services.AddSingleton(own => PopulationShardGrain.All(
                own.GetRequiredService<IGrainFactory>(), settings, own.GetRequiredService<MatcherOptions>().FalseAcceptRate, TimeProvider.System));
            builder.Services.AddSingleton(own => new ShardPlaces(
                own.GetRequiredService<IClusterMembershipService>(), own.GetRequiredService<ILocalSiloDetails>(), settings.Room));
        }

        builder.Services.AddSingleton<Cluster>().AddSingleton<IPedestals>(own => own.GetRequiredService<Cluster>());
    }

    static void Watch(ClusterMembershipOptions nodes)
    {
        (nodes.ProbeTimeout, nodes.MinProbeTimeout, nodes.MaxProbeTimeout) = (Probe, Probe, LongestProbe);
        (nodes.NumMissedProbesLimit, nodes.NumVotesForDeathDeclaration) = (MissedProbes, 1);
        (nodes.IAmAliveTablePublishTimeout, nodes.NumMissedTableIAmAliveLimit) = (Sign, MissedSigns);
        nodes.TableRefreshTimeout = Sign;
        nodes.MaxJoinAttemptTime = 10 * Sign;
    }

    static IPAddress AddressOf(string host)
    {
        try
        {
            return IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host).First();
        }
        catch (SocketException e)
        {
            throw new InvalidOperationException(
                $"{MatcherOptions.Section}:{nameof(MatcherOptions.Cluster)}:{nameof(ClusterSettings.Address)} \"{host}\" is not known: {e.Message}");
        }
    }
}
