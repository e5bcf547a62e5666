using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Pedestal.Matcher;

/// <summary>The pedestals of a cluster, as this node sees them.</summary>
sealed class Cluster(IGrainFactory grains, IClusterMembershipService membership, TimeProvider time) : IPedestals
{
    const char Separator = '/';

    // Well within what Orleans takes for quiet.
    static readonly TimeSpan BetweenMessages = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, (IPedestal Pedestal, long MessageAt)> _here = new(StringComparer.Ordinal);

    /// <summary>
    /// A pedestal. One that lives here is asked without a message of the cluster, whose three changes of threads take a tenth of what a request
    /// costs. One message a minute tells Orleans that it is in use.
    /// </summary>
    public IPedestal At(string venue, string device)
    {
        var key = $"{venue}{Separator}{device}";
        if (_here.TryGetValue(key, out var known))
        {
            if (time.GetElapsedTime(known.MessageAt) < BetweenMessages)
            {
                return known.Pedestal;
            }

            _here.TryUpdate(key, (known.Pedestal, time.GetTimestamp()), known);
        }

        return grains.GetGrain<IPedestalGrain>(key);
    }

    /// <summary>A pedestal lives here from now on.</summary>
    public void Add(string key, IPedestal pedestal) => _here[key] = (pedestal, time.GetTimestamp());

    /// <summary>It does so no more.</summary>
    public void Remove(string key) => _here.TryRemove(key, out _);

    /// <summary>Venue and device of a grain's key; neither contains the separator.</summary>
    public static (string Venue, string Device) PlaceOf(string key) =>
        key.Split(Separator) is [var venue, var device] ? (venue, device) : throw new ArgumentException($"\"{key}\" is no pedestal.", nameof(key));

    /// <summary>The nodes that are in the cluster or were lately, by name, with the pedestals that live on each.</summary>
    public async Task<IReadOnlyList<NodeState>> NodesAsync()
    {
        var counts = await CountsAsync();
        return
        [
            .. membership.CurrentSnapshot.Members.Values.GroupBy(node => node.Name)
                .Select(same => same.MaxBy(node => node.SiloAddress.Generation)!).OrderBy(node => node.Name, StringComparer.Ordinal)
                .Select(node => new NodeState(node.Name, node.SiloAddress.Endpoint.ToString(), node.Status.ToString(),
                    counts?[node.SiloAddress].Sum())),
        ];
    }

    /// <summary>The address of a node that serves; null if there is none of this name.</summary>
    public SiloAddress? Find(string node) =>
        membership.CurrentSnapshot.Members.Values.FirstOrDefault(member => member.Name == node && member.Status == SiloStatus.Active)?.SiloAddress;

    /// <summary>Reads anew who is in the cluster; a node that is not any more learns of it.</summary>
    public async Task RefreshAsync(CancellationToken cancellation) => await membership.Refresh(cancellationToken: cancellation);

    /// <summary>Declares a node dead, which ends its part of the cluster; false if it is in none.</summary>
    public async Task<bool> LeaveOutAsync(string node) =>
        Find(node) is { } active && await membership.TryKill(active);

    // Null while a node does not answer, which is when somebody asks.
    async Task<ILookup<SiloAddress, int>?> CountsAsync()
    {
        try
        {
            return (await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
                .Where(statistic => statistic.GrainType.Contains(nameof(PedestalGrain), StringComparison.Ordinal))
                .ToLookup(statistic => statistic.SiloAddress, statistic => statistic.ActivationCount);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return null;
        }
    }
}
