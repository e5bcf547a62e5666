using System.Collections;
using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Pedestal.Messaging;

/// <summary>
/// Delivers a message directly to its topic's subscribers. The broker itself checks every session for every message; with 500 pedestals,
/// where a reply concerns one, a report the operators' pages and a request none, that costs more than a search. Safe for concurrent callers.
/// </summary>
sealed class DirectRoutes
{
    const string Identified = "subscription identifiers";

    readonly MqttServer _server;
    readonly Func<string, MqttApplicationMessage, bool> _isTaken;
    readonly Lock _lock = new();
    readonly Dictionary<string, Receiver> _receivers = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Receiver[]> _byFilter = new(StringComparer.Ordinal);
    volatile string[] _wildcards = [];
    volatile string[] _indirect = [];

    /// <summary>Tracks the subscriptions of a server that has not started yet.</summary>
    /// <param name="server">The broker.</param>
    /// <param name="isTaken">Whether one more message may be queued for a client.</param>
    internal DirectRoutes(MqttServer server, Func<string, MqttApplicationMessage, bool> isTaken)
    {
        (_server, _isTaken) = (server, isTaken);
        server.InterceptingInboundPacketAsync += NoteIdentifier;
        server.ClientSubscribedTopicAsync += subscribed => ChangeAsync(subscribed.ClientId, subscribed.SessionItems,
            receiver => receiver.Add(subscribed.TopicFilter));
        server.ClientUnsubscribedTopicAsync += unsubscribed => ChangeAsync(unsubscribed.ClientId, unsubscribed.SessionItems,
            receiver => receiver.Remove(unsubscribed.TopicFilter));
        server.ClientDisconnectedAsync += gone => ChangeAsync(gone.ClientId, gone.SessionItems, _ => { });
    }

    /// <summary>Delivers a message to its subscribers; false when the broker has to find them.</summary>
    internal bool TryDeliver(MqttApplicationMessage message)
    {
        if (message.Retain || message.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce || IsIndirect(message.Topic))
        {
            return false;
        }

        foreach (var receiver in ReceiversOf(message.Topic))
        {
            if (_isTaken(receiver.Client, message))
            {
                receiver.Session.TryEnqueueApplicationMessage(message, out _);
            }
        }

        return true;
    }

    bool IsIndirect(string topic)
    {
        foreach (var filter in _indirect)
        {
            if (Matches(topic, filter))
            {
                return true;
            }
        }

        return false;
    }

    // Once each, by however many of its filters the topic matches.
    IEnumerable<Receiver> ReceiversOf(string topic)
    {
        IEnumerable<Receiver> receivers = _byFilter.GetValueOrDefault(topic, []);
        foreach (var filter in _wildcards)
        {
            if (Matches(topic, filter))
            {
                receivers = receivers.Union(_byFilter.GetValueOrDefault(filter, []));
            }
        }

        return receivers;
    }

    static bool Matches(string topic, string filter) =>
        MqttTopicFilterComparer.Compare(topic, filter) == MqttTopicFilterCompareResult.IsMatch;

    // A session with subscription identifiers expects them with its messages, and only the broker knows them.
    static Task NoteIdentifier(InterceptingPacketEventArgs received)
    {
        if (received.Packet is MqttSubscribePacket { SubscriptionIdentifier: > 0 })
        {
            received.SessionItems[Identified] = true;
        }

        return Task.CompletedTask;
    }

    /// <summary>Updates what is known of a client's session; removes everything about one that has ended.</summary>
    async Task ChangeAsync(string client, IDictionary items, Action<Receiver> change)
    {
        var session = await FindSessionAsync(client);
        lock (_lock)
        {
            if (_receivers.TryGetValue(client, out var receiver) && receiver.Session.Items != session?.Items)
            {
                _receivers.Remove(client);
                Publish(receiver, new HashSet<string>());
                receiver = null;
            }

            if (session is null || session.Items != items)
            {
                return;
            }

            receiver ??= _receivers[client] = new Receiver(client, session);
            change(receiver);
            Publish(receiver, receiver.Direct);
        }
    }

    async Task<MqttSessionStatus?> FindSessionAsync(string client)
    {
        try
        {
            return await _server.GetSessionAsync(client);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    void Publish(Receiver receiver, IReadOnlySet<string> filters)
    {
        foreach (var left in receiver.Published.Except(filters))
        {
            var others = _byFilter[left].Where(other => other != receiver).ToArray();
            if (others.Length > 0)
            {
                _byFilter[left] = others;
            }
            else
            {
                _byFilter.TryRemove(left, out _);
            }
        }

        foreach (var added in filters.Except(receiver.Published))
        {
            _byFilter[added] = [.. _byFilter.GetValueOrDefault(added, []), receiver];
        }

        if (filters.Any(IsWildcard) || receiver.Published.Any(IsWildcard))
        {
            _wildcards = [.. _byFilter.Keys.Where(IsWildcard)];
        }

        receiver.Published = filters.ToHashSet(StringComparer.Ordinal);
        _indirect = [.. _receivers.Values.SelectMany(one => one.Indirect).Distinct(StringComparer.Ordinal)];
    }

    static bool IsWildcard(string filter) => filter.IndexOfAny(['+', '#']) >= 0;

    /// <summary>A session and its filters.</summary>
    sealed class Receiver(string client, MqttSessionStatus session)
    {
        readonly HashSet<string> _direct = new(StringComparer.Ordinal);

        public string Client => client;

        public MqttSessionStatus Session => session;

        /// <summary>Filters whose messages reach it directly.</summary>
        public HashSet<string> Published { get; set; } = [];

        public IReadOnlySet<string> Direct => _direct;

        /// <summary>Filters that only the broker can match.</summary>
        public HashSet<string> Indirect { get; } = new(StringComparer.Ordinal);

        public void Add(MqttTopicFilter filter)
        {
            Remove(filter.Topic);
            var isDirect = !filter.NoLocal && !session.Items.Contains(Identified);
            (isDirect ? _direct : Indirect).Add(filter.Topic);
        }

        public void Remove(string filter)
        {
            _direct.Remove(filter);
            Indirect.Remove(filter);
        }
    }
}
