using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Pedestal.Messaging;

/// <summary>One connection of a service to its broker, from <see cref="OpenAsync"/> until <see cref="Lost"/>.</summary>
sealed class LinkConnection : IDisposable
{
    // The broker of a venue refuses packets above 8 KB, because no message needs more.
    const int FiltersInPacket = 16;

    readonly ServiceLinkOptions _options;
    readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    readonly TaskCompletionSource<MqttClientDisconnectReason> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Prepares a connection whose messages go to the handlers of these subscriptions.</summary>
    internal LinkConnection(ServiceLinkOptions options, Subscriptions subscriptions)
    {
        _options = options;
        _client.ApplicationMessageReceivedAsync += received =>
        {
            subscriptions.Dispatch(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload);
            return Task.CompletedTask;
        };
        _client.DisconnectedAsync += end =>
        {
            _lost.TrySetResult(end.Reason);
            return Task.CompletedTask;
        };
    }

    /// <summary>Whether it is open.</summary>
    internal bool IsOpen => _client.IsConnected;

    /// <summary>Ends with the connection, with the reason why.</summary>
    internal Task<MqttClientDisconnectReason> Lost => _lost.Task;

    /// <summary>Opens it.</summary>
    /// <exception cref="InvalidOperationException">The broker refused it, or cannot do what it is for.</exception>
    /// <exception cref="TimeoutException">It did not reply in time.</exception>
    internal async Task OpenAsync(CancellationToken stop)
    {
        var reply = await ConnectAsync(stop);
        if (reply.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new InvalidOperationException($"refused: {reply.ResultCode}");
        }

        if (_options.IsShared && !reply.SharedSubscriptionAvailable)
        {
            throw new InvalidOperationException("it has no shared subscriptions, which several services of one kind need; use Mosquitto");
        }
    }

    /// <summary>Subscribes at the broker.</summary>
    /// <exception cref="InvalidOperationException">The broker refused a filter.</exception>
    internal Task SubscribeAsync(IEnumerable<string> filters, CancellationToken cancellation) =>
        Task.WhenAll(filters.Chunk(FiltersInPacket).Select(async some =>
        {
            var options = new MqttClientSubscribeOptions { TopicFilters = [.. some.Select(filter => new MqttTopicFilter { Topic = filter })] };
            var granted = await _client.SubscribeAsync(options, cancellation);
            if (granted.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused)
            {
                throw new InvalidOperationException($"subscription to {refused.TopicFilter.Topic} refused: {refused.ResultCode}");
            }
        }));

    /// <summary>Ends subscriptions at the broker.</summary>
    internal Task UnsubscribeAsync(IEnumerable<string> filters, CancellationToken cancellation) =>
        Task.WhenAll(filters.Chunk(FiltersInPacket).Select(
            some => _client.UnsubscribeAsync(new MqttClientUnsubscribeOptions { TopicFilters = [.. some] }, cancellation)));

    /// <summary>Sends a message that may be lost.</summary>
    internal Task PublishAsync(string topic, byte[] payload, CancellationToken cancellation) =>
        _client.PublishBinaryAsync(topic, payload, MqttQualityOfServiceLevel.AtMostOnce, retain: false, cancellation);

    /// <summary>Sends a message that the broker confirms and keeps.</summary>
    internal Task<MqttClientPublishResult> RetainAsync(string topic, byte[] payload, CancellationToken cancellation) =>
        _client.PublishBinaryAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, retain: true, cancellation);

    /// <summary>Waits for the broker's reply to a question without content.</summary>
    internal Task PingAsync(CancellationToken cancellation) => _client.PingAsync(cancellation);

    /// <summary>Ends it in order.</summary>
    internal Task CloseAsync() => _client.TryDisconnectAsync();

    /// <summary>Ends it.</summary>
    public void Dispose() => _client.Dispose();

    // The client ignores its own timeout when given a cancellation token, and a broker may accept a connection and stay silent.
    async Task<MqttClientConnectResult> ConnectAsync(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_options.Patience);
        try
        {
            return await _client.ConnectAsync(_options.ForClient(), patience.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException($"no reply within {_options.Patience.TotalSeconds:0.#} s");
        }
    }
}
