using Pedestal.Hal;

namespace Pedestal.Messaging;

/// <summary>
/// Which topics an account may publish and subscribe to, so that nobody can speak or listen under another's name. The access
/// list shipped for Mosquitto says the same; a test compares the two for every channel.
/// </summary>
public static class TopicRights
{
    /// <summary>The parties at the ends of a channel.</summary>
    [Flags]
    enum Party
    {
        /// <summary>The device that the topic names.</summary>
        Device = 1,

        Matcher = 2,

        Ticketing = 4,

        Operator = 8,
    }

    // Operators may write retained topics, to clear those of a pedestal that was removed.
    static readonly (Channel Channel, Party Writes, Party Hears)[] Ends =
    [
        (Channel.MatchRequest, Party.Device, Party.Matcher),
        (Channel.MatchReply, Party.Matcher, Party.Device),
        (Channel.TicketRequest, Party.Device, Party.Ticketing),
        (Channel.TicketReply, Party.Ticketing, Party.Device),
        (Channel.State, Party.Device | Party.Operator, Party.Operator),
        (Channel.Telemetry, Party.Device, Party.Operator),
        (Channel.Birth, Party.Device | Party.Operator, Party.Operator),
        (Channel.Health, Party.Device | Party.Operator, Party.Operator),
        (Channel.Command, Party.Operator, Party.Device),
        (Channel.CommandReply, Party.Device, Party.Operator),
    ];

    /// <summary>Whether an account may publish to a topic.</summary>
    public static bool MayWrite(string account, string venue, string topic) => IsDiscovery(account, topic) ||
        Array.Exists(Ends, end => IsOf(topic, venue, end.Channel, account, end.Writes, isFilter: false));

    /// <summary>
    /// Whether an account may subscribe to a filter: it must not match any topic that the account may not read.
    /// </summary>
    public static bool MayHear(string account, string venue, string filter) => IsDiscovery(account, filter) ||
        Array.Exists(Ends, end => IsOf(filter, venue, end.Channel, account, end.Hears, isFilter: true));

    /// <summary>Whether an account is a pedestal's.</summary>
    internal static bool IsDevice(string account) => PartyOf(account) == Party.Device;

    // Operators tell Home Assistant of the pedestals, and it has an operator's account itself.
    static bool IsDiscovery(string account, string topic) =>
        PartyOf(account) == Party.Operator && topic.StartsWith(DiscoveryTopics.Root, StringComparison.Ordinal);

    static bool IsOf(string topic, string venue, Channel channel, string account, Party parties, bool isFilter)
    {
        if (parties.HasFlag(PartyOf(account)) && !IsDevice(account))
        {
            return Topics.TryGetDevice(topic, venue, channel, out _) || (isFilter && topic == Topics.FilterOf(venue, channel));
        }

        // The matcher sends requests to each party's ticketing as a device of its own.
        return parties.HasFlag(Party.Device) && Topics.TryGetDevice(topic, venue, channel, out var device)
            && (device == account || (account == PartyNames.Matcher && PartyNames.IsMatcher(device)
                && channel is Channel.TicketRequest or Channel.TicketReply));
    }

    static Party PartyOf(string account) => account switch
    {
        PartyNames.Matcher => Party.Matcher,
        _ when PartyNames.IsTicketing(account) => Party.Ticketing,
        _ when account == BrokerAccounts.Operators || account.StartsWith(BrokerAccounts.Operators + "@", StringComparison.Ordinal) =>
            Party.Operator,
        _ => Party.Device,
    };
}
