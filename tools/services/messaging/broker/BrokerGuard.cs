using System.Collections;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Pedestal.Messaging;

/// <summary>Enforces the broker's limits on what clients do.</summary>
sealed class BrokerGuard
{
    const string Subscribed = "subscriptions";

    // Memory that a message takes beside its payload and topic, in bytes.
    const int Overhead = 256;

    readonly MqttServer _server;
    readonly BrokerLimits _limits;
    readonly LimitLog _log;
    readonly PendingMessages _pending;
    readonly HashSet<string> _retained = new(StringComparer.Ordinal);

    internal BrokerGuard(MqttServer server, BrokerLimits limits, LimitLog log)
    {
        (_server, _limits, _log, _pending) = (server, limits, log, new PendingMessages(limits));
        server.InterceptingInboundPacketAsync += CheckAlias;
        server.InterceptingPublishAsync += CheckPublish;
        server.InterceptingSubscriptionAsync += CheckSubscription;
        server.InterceptingUnsubscriptionAsync += NoteUnsubscription;
        server.InterceptingClientEnqueueAsync += CheckPending;
        server.ClientConnectedAsync += NoteClientAsync;
        server.ClientDisconnectedAsync += gone =>
        {
            _pending.Remove(gone.ClientId);
            return Task.CompletedTask;
        };
    }

    // Each alias keeps its topic in memory as long as the connection lasts.
    Task CheckAlias(InterceptingPacketEventArgs received)
    {
        if (received.Packet is MqttPublishPacket publish && publish.TopicAlias > _limits.TopicAliases)
        {
            received.ProcessPacket = false;
            _log.Reached(received.ClientId, "too many topic aliases: closed");
            _ = _server.DisconnectClientAsync(received.ClientId, MqttDisconnectReasonCode.TopicAliasInvalid);
        }

        return Task.CompletedTask;
    }

    Task CheckPublish(InterceptingPublishEventArgs publish)
    {
        var message = publish.ApplicationMessage;
        if (!publish.ProcessPublish)
        {
            return Task.CompletedTask;
        }

        if (message.Payload.Length > EmbeddedBroker.MaximumPayload || (message.Topic?.Length ?? 0) > _limits.TopicLength)
        {
            publish.ProcessPublish = false;
            publish.CloseConnection = true;
            _log.Reached(publish.ClientId, "message or topic longer than the limit: closed");
        }
        else if (message.Retain && !MayRetain(message))
        {
            message.Retain = false;
            _log.Reached(publish.ClientId, "too many retained messages: delivered but not retained");
        }

        return Task.CompletedTask;
    }

    bool MayRetain(MqttApplicationMessage message)
    {
        lock (_retained)
        {
            if (message.Payload.Length == 0)
            {
                _retained.Remove(message.Topic);
                return true;
            }

            return _retained.Contains(message.Topic)
                || (_retained.Count < _limits.RetainedMessages && _retained.Add(message.Topic));
        }
    }

    Task CheckSubscription(InterceptingSubscriptionEventArgs asked)
    {
        if (!asked.ProcessSubscription)
        {
            return Task.CompletedTask;
        }

        var filters = FiltersOf(asked.SessionItems);
        var filter = asked.TopicFilter.Topic;
        if (filter.Length > _limits.TopicLength || (filters.Count >= _limits.Subscriptions && !filters.Contains(filter)))
        {
            asked.ProcessSubscription = false;
            asked.Response.ReasonCode = MqttSubscribeReasonCode.QuotaExceeded;
            _log.Reached(asked.ClientId, "too many subscriptions, or filter too long: refused");
            return Task.CompletedTask;
        }

        filters.Add(filter);

        // Messages that wait for an acknowledgement that never comes would be kept forever; nothing in this protocol needs one.
        asked.Response.ReasonCode = MqttSubscribeReasonCode.GrantedQoS0;
        return Task.CompletedTask;
    }

    static Task NoteUnsubscription(InterceptingUnsubscriptionEventArgs asked)
    {
        FiltersOf(asked.SessionItems).Remove(asked.Topic);
        return Task.CompletedTask;
    }

    /// <summary>Whether one more message may be queued for a client; if so, it is counted.</summary>
    internal bool MayWait(string client, MqttApplicationMessage message)
    {
        if (_pending.Take(client, message.Payload.Length + (2 * message.Topic.Length) + Overhead) is not { } reached)
        {
            return true;
        }

        _log.Reached(client, reached);
        return false;
    }

    Task CheckPending(InterceptingClientApplicationMessageEnqueueEventArgs message)
    {
        message.AcceptEnqueue = MayWait(message.ReceiverClientId, message.ApplicationMessage);
        return Task.CompletedTask;
    }

    async Task NoteClientAsync(ClientConnectedEventArgs client)
    {
        var session = await _server.GetSessionAsync(client.ClientId);
        _pending.Add(client.ClientId, () => session.PendingApplicationMessagesCount);
    }

    // A client's packets are handled one after the other.
    static HashSet<string> FiltersOf(IDictionary items)
    {
        if (items[Subscribed] is not HashSet<string> filters)
        {
            items[Subscribed] = filters = new HashSet<string>(StringComparer.Ordinal);
        }

        return filters;
    }
}
