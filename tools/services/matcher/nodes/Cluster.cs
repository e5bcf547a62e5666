using Orleans.Runtime;

namespace Pedestal.Matcher;

/// <summary>The pedestals of a cluster, as this node sees them.</summary>
sealed class Cluster(IGrainFactory grains) : IPedestals
{
    const char Separator = '/';

    /// <inheritdoc/>
    public IPedestal At(string venue, string device) => grains.GetGrain<IPedestalGrain>($"{venue}{Separator}{device}");

    /// <summary>Venue and device of a grain's key; neither contains the separator.</summary>
    public static (string Venue, string Device) PlaceOf(string key) =>
        key.Split(Separator) is [var venue, var device] ? (venue, device) : throw new ArgumentException($"\"{key}\" is no pedestal.", nameof(key));

    /// <summary>The nodes that are in the cluster or were lately, by name, with the pedestals that live on each.</summary>
    public async Task<IReadOnlyList<NodeState>> NodesAsync()
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var hosts = await management.GetDetailedHosts(onlyActive: false);
        var counts = (await management.GetSimpleGrainStatistics())
            .Where(statistic => statistic.GrainType.Contains(nameof(PedestalGrain), StringComparison.Ordinal))
            .ToLookup(statistic => statistic.SiloAddress, statistic => statistic.ActivationCount);
        return
        [
            .. hosts.GroupBy(host => host.SiloName).Select(same => same.MaxBy(host => host.StartTime)!)
                .OrderBy(host => host.SiloName, StringComparer.Ordinal)
                .Select(host => new NodeState(host.SiloName, host.SiloAddress.Endpoint.ToString(), host.Status.ToString(),
                    new DateTimeOffset(host.StartTime, TimeSpan.Zero), counts[host.SiloAddress].Sum())),
        ];
    }
}
