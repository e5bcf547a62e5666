namespace Pedestal.Messaging.Nodes;

/// <summary>What one broker has brought of one node. Only the handler of that broker's signs changes it.</summary>
/// <param name="time">The clock.</param>
sealed class NodeSigns(TimeProvider time)
{
    /// <summary>
    /// A node is silent when a broker has brought this node's own signs for so long without one of the other's: who stood still, or hears
    /// nothing from the broker, does not take the others for silent.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A node that has been late for so long, as three signs say, is as good as silent.</summary>
    internal static readonly TimeSpan LatePatience = 3 * LifeSigns.Interval;

    /// <summary>
    /// Messages that come so late, and several times later than another node's, are late. Where all come late, as under overload, none are.
    /// </summary>
    internal static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    /// <summary>For how long a node has messages in time before it counts as in time again.</summary>
    internal static readonly TimeSpan Memory = TimeSpan.FromSeconds(3);

    const int TimesLater = 3;

    TimeSpan _longest;
    long _longestAt;
    long? _lateSince;
    bool _wasInTime;

    /// <summary>When the last one came.</summary>
    internal long At { get; private set; }

    /// <summary>Whether the node takes the broker's requests, as it says.</summary>
    internal bool Takes { get; private set; }

    /// <summary>How late the broker's messages reach the node, as it says.</summary>
    internal TimeSpan Lag { get; private set; }

    /// <summary>One has come.</summary>
    internal void Hear(bool takes, TimeSpan lag)
    {
        (At, Takes, Lag) = (time.GetTimestamp(), takes, lag);
        if (lag >= _longest || time.GetElapsedTime(_longestAt, At) >= Memory)
        {
            (_longest, _longestAt) = (lag, At);
        }
    }

    /// <summary>Follows how long the node has been late, against the least lag of all nodes.</summary>
    internal void Compare(TimeSpan least)
    {
        _lateSince = IsLate(Lag, least) ? _lateSince ?? time.GetTimestamp() : null;
        _wasInTime |= !WasLate(least);
    }

    /// <summary>Whether the node is silent, as of the last sign of this node's own.</summary>
    internal bool IsSilent(long own) => At < own && time.GetElapsedTime(At, own) >= Patience;

    /// <summary>Whether the node's messages came late within the last seconds.</summary>
    internal bool WasLate(TimeSpan least) => IsLate(_longest, least);

    /// <summary>Whether others should act without the node, which has been in time before and is silent or has long been late.</summary>
    internal bool IsMissed(long own) =>
        _wasInTime && (IsSilent(own) || (_lateSince is { } since && time.GetElapsedTime(since) >= LatePatience));

    static bool IsLate(TimeSpan lag, TimeSpan least) => lag >= Late && lag >= TimesLater * least;
}
