namespace Pedestal.Messaging;

/// <summary>
/// How long requests take, learnt from those that were served, and so which waiting ones are hopeless. Not safe for concurrent callers.
/// </summary>
sealed class Forecast
{
    /// <summary>
    /// Nobody waits longer for a turn. Whoever does is sent again meanwhile, and under lasting overload a longer queue serves no more
    /// requests, only later ones.
    /// </summary>
    internal static readonly TimeSpan LongestWait = SealedClient.ResendInterval / 2;

    // What some dozen requests ahead will take changes slowly; how long the next one may take does not.
    readonly ReplyTime _work = new(gain: 1.0 / 32);
    readonly ReplyTime _handling = new(gain: 1.0 / 8);

    /// <summary>Learns how long a request has kept others from their turn.</summary>
    internal void HasWorked(TimeSpan taken) => _work.Add(taken);

    /// <summary>Learns how long a request has taken from its turn to its reply.</summary>
    internal void HasReplied(TimeSpan taken) => _handling.Add(taken);

    /// <summary>Whether a request must wait too long, or would have its reply too late.</summary>
    /// <param name="request">The request.</param>
    /// <param name="turns">How many others each worker serves before.</param>
    /// <param name="now">The time.</param>
    internal bool IsHopeless(SealedRequest request, int turns, long now)
    {
        var wait = turns * _work.Mean;
        return wait > LongestWait || request.UsableAt(now) <= wait + _handling.Cautious;
    }
}
