using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Pedestal.Matcher;

/// <summary>A pedestal as one grain of the cluster; its key is venue and device.</summary>
interface IPedestalGrain : IPedestal, IGrainWithStringKey;

/// <summary>
/// Gives a pedestal one place in the cluster: the node that gets its first request. Nothing of it is stored, because samples of a guest
/// who has not finished must not be; when its node is gone, another one offers a new session, and an unfinished enrolment begins again.
/// For a moment there may be two of them, which is why the databases decide redemption and enrolment, and no grain does.
/// </summary>
[Reentrant, PreferLocalPlacement]
sealed class PedestalGrain : Grain, IPedestalGrain
{
    // So many in a row do not come from a node that only has not noticed yet that they come here.
    const int Settled = 3;

    readonly LocalPedestal _pedestal;
    readonly Cluster _cluster;
    readonly string _here;
    int _elsewhere;

    /// <summary>Begins on this node.</summary>
    public PedestalGrain(MatcherService matcher, Cluster cluster, ILocalSiloDetails here)
    {
        (_cluster, _here) = (cluster, here.Name);
        var (venue, device) = Cluster.PlaceOf(this.GetPrimaryKeyString());
        _pedestal = matcher.Pedestal(venue, device);
        _pedestal.Forget();
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _cluster.Add(this.GetPrimaryKeyString(), this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<byte[]?> HandleAsync(byte[] message, TimeSpan age, string node)
    {
        Follow(node);
        return _pedestal.HandleAsync(message, age, node);
    }

    /// <inheritdoc/>
    public Task<BoothResponse> ReadScreenAsync() => _pedestal.ReadScreenAsync();

    /// <inheritdoc/>
    public Task<bool> AgreeAsync(byte[] digest) => _pedestal.AgreeAsync(digest);

    /// <inheritdoc/>
    public Task ClearScreenAsync() => _pedestal.ClearScreenAsync();

    /// <inheritdoc/>
    public Task<bool> CancelEnrolmentAsync() => _pedestal.CancelEnrolmentAsync();

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _cluster.Remove(this.GetPrimaryKeyString());
        _pedestal.Forget();
        return Task.CompletedTask;
    }

    // A pedestal lives where its requests arrive: handing one on costs as much again as searching.
    void Follow(string node)
    {
        _elsewhere = node == _here ? 0 : _elsewhere + 1;
        if (_elsewhere >= Settled && _pedestal.MayMove && _cluster.Find(node) is { } there)
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, there);
            MigrateOnIdle();
        }
    }
}
