using System.Collections;
using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Pedestal.Messaging;

/// <summary>
/// Delivers a message directly to the subscribers of exactly its topic. The broker itself checks every session for every
/// message; with 500 pedestals, where a reply concerns one and a request none, that costs more than a search. Wildcard
/// subscriptions are left to the broker. Safe for concurrent callers.
/// </summary>
sealed class DirectRoutes
{
    const string Identified = "subscription identifiers";

    readonly MqttServer _server;
    readonly Func<string, MqttApplicationMessage, bool> _isTaken;
    readonly Lock _lock = new();
    readonly Dictionary<string, Receiver> _receivers = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Receiver[]> _byTopic = new(StringComparer.Ordinal);
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

        foreach (var receiver in _byTopic.GetValueOrDefault(message.Topic, []))
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
            if (MqttTopicFilterComparer.Compare(topic, filter) == MqttTopicFilterCompareResult.IsMatch)
            {
                return true;
            }
        }

        return false;
    }

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

    void Publish(Receiver receiver, IReadOnlySet<string> topics)
    {
        foreach (var left in receiver.Published.Except(topics))
        {
            var others = _byTopic[left].Where(other => other != receiver).ToArray();
            if (others.Length > 0)
            {
                _byTopic[left] = others;
            }
            else
            {
                _byTopic.TryRemove(left, out _);
            }
        }

        foreach (var added in topics.Except(receiver.Published))
        {
            _byTopic[added] = [.. _byTopic.GetValueOrDefault(added, []), receiver];
        }

        receiver.Published = topics.ToHashSet(StringComparer.Ordinal);
        _indirect = [.. _receivers.Values.SelectMany(one => one.Indirect).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A session and its filters.</summary>
    sealed class Receiver(string client, MqttSessionStatus session)
    {
        readonly HashSet<string> _direct = new(StringComparer.Ordinal);

        public string Client => client;

        public MqttSessionStatus Session => session;

        /// <summary>Topics routed to it directly.</summary>
        public HashSet<string> Published { get; set; } = [];

        public IReadOnlySet<string> Direct => _direct;

        /// <summary>Filters that only the broker can match.</summary>
        public HashSet<string> Indirect { get; } = new(StringComparer.Ordinal);

        public void Add(MqttTopicFilter filter)
        {
            Remove(filter.Topic);
            var isDirect = !filter.NoLocal && !session.Items.Contains(Identified) && filter.Topic.IndexOfAny(['+', '#']) < 0;
            (isDirect ? _direct : Indirect).Add(filter.Topic);
        }

        public void Remove(string filter)
        {
            _direct.Remove(filter);
            Indirect.Remove(filter);
        }
    }
}
