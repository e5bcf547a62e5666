using Microsoft.Extensions.Logging;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>
/// Asks every party twice a second for the changes of its guest lists, so that a ticket bought at the doors lets its guest in, and
/// a cancelled one no more. A party that does not answer is asked more and more rarely; nobody else waits for it.
/// </summary>
sealed class GuestListPolling(ILookup<string, SealedTicketing> parties, GuestListMirror mirror, TimeProvider time, ILogger logger)
{
    /// <summary>How often a party is asked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>How rarely a party is asked that does not answer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    readonly List<GuestListFollower> _followers =
        [.. parties.Select(party => new GuestListFollower(party.Key, [.. party], mirror, time, logger))];

    /// <summary>How far each party's lists are followed.</summary>
    public IReadOnlyList<GuestListState> States => [.. _followers.Select(follower => follower.State)];

    /// <summary>Follows all lists until stopped.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_followers.Select(follower => RunAsync(follower, stop)));

    /// <summary>Reads now whatever has changed, and completes when it is in the galleries; false if a party could not be read.</summary>
    public async Task<bool> FollowNowAsync(CancellationToken cancellation) =>
        (await Task.WhenAll(_followers.Select(follower => follower.FollowAsync(cancellation)))).All(isFollowed => isFollowed);

    /// <summary>Counts the entries without a token anew.</summary>
    public void CountUnknown() => _followers.ForEach(follower => follower.CountUnknown());

    async Task RunAsync(GuestListFollower follower, CancellationToken stop)
    {
        var pause = Interval;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var isFollowed = await follower.FollowAsync(stop);
                pause = isFollowed ? Interval : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // A defect in one party's lists must not end those of the others.
                logger.LogError(e, "The guest lists of a party could not be followed");
                pause = LongestPause;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
