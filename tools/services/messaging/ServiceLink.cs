using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// A service's connection to the broker: MQTT 5, QoS 0. It reconnects and resubscribes by itself until disposed.
/// </summary>
public sealed class ServiceLink : IServiceLink
{
    /// <summary>Handlers that may run at once; further messages are dropped, and their senders send them again.</summary>
    public const int MaximumHandlers = 2048;

    readonly ServiceLinkOptions _options;
    readonly ILogger _logger;
    readonly TimeProvider _time;
    readonly LinkLosses _losses;
    readonly MqttClientFactory _factory = new();
    readonly CancellationTokenSource _stop = new();
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly Subscriptions _subscriptions;
    readonly LagMeter _lag;
    volatile IMqttClient? _client;
    volatile TaskCompletionSource _connected = NewSignal();
    Task _loop = Task.CompletedTask;

    /// <summary>Creates a link that connects once <see cref="StartAsync"/> is called.</summary>
    public ServiceLink(ServiceLinkOptions options, ILogger logger, TimeProvider? time = null)
    {
        _options = options;
        _logger = logger;
        _time = time ?? TimeProvider.System;
        _losses = new LinkLosses(options, logger);
        _subscriptions = new Subscriptions(options.ClientId, logger);
        _lag = new LagMeter(_time);
    }

    /// <summary>Whether the broker is connected and all subscriptions are in place.</summary>
    public bool IsConnected => _client?.IsConnected == true;

    /// <inheritdoc/>
    public string? Fault => IsConnected ? null : _losses.Fault;

    /// <inheritdoc/>
    public TimeSpan Lag => _lag.Lag;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _loop = Task.Run(() => KeepConnectedAsync(_stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WaitConnectedAsync(CancellationToken cancellation) => _connected.Task.WaitAsync(cancellation);

    /// <inheritdoc/>
    public async Task SubscribeAsync(
        string filter, Func<string, ReadOnlyMemory<byte>, Task> handler, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            _subscriptions.Add(filter, handler);
            if (_client is { IsConnected: true } client)
            {
                await SubscribeAsync(client, filter, cancellation);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async Task UnsubscribeAsync(string filter, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_client is { IsConnected: true } client)
            {
                await client.UnsubscribeAsync(filter, cancellation);
            }
        }
        finally
        {
            // Only now: what the broker sent before it knew is still handled.
            _subscriptions.Remove(filter);
            _gate.Release();
        }
    }

    /// <summary>
    /// Replaces a subscription by another one, whose filter matches the same topics: nothing is missed in between, and the handler stays.
    /// </summary>
    internal async Task ResubscribeAsync(string former, string filter, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            _subscriptions.Replace(former, filter);
            if (_client is { IsConnected: true } client)
            {
                await SubscribeAsync(client, filter, cancellation);
                await client.UnsubscribeAsync(former, cancellation);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<bool> PublishAsync(string topic, byte[] payload, CancellationToken cancellation)
    {
        var client = _client;
        if (client == null)
        {
            return false;
        }

        try
        {
            await client.PublishBinaryAsync(
                topic, payload, MqttQualityOfServiceLevel.AtMostOnce, retain: false, cancellation);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            _logger.LogWarning("A message on {Topic} was not sent: {Reason}", topic, e.Message);
            return false;
        }
    }

    /// <summary>
    /// Makes the broker keep a message of a topic for whoever subscribes later; an empty one deletes it. Returns null once it has,
    /// otherwise the reason why not.
    /// </summary>
    public async Task<string?> RetainAsync(string topic, byte[] payload, CancellationToken cancellation)
    {
        if (_client is not { } client)
        {
            return $"not connected to {_options.Host}:{_options.Port}";
        }

        try
        {
            var result = await client.PublishBinaryAsync(
                topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, retain: true, cancellation);
            return result.IsSuccess ? null : result.ReasonCode.ToString();
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            await _loop;
        }
    }

    async Task KeepConnectedAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var delay = await UseConnectionAsync(stop);
            _client = null;
            _connected = _connected.Task.IsCompleted ? NewSignal() : _connected;
            await Task.Delay(delay, _time, stop).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Uses one connection until it ends. Returns how long to wait before the next one.</summary>
    async Task<TimeSpan> UseConnectionAsync(CancellationToken stop)
    {
        using var client = _factory.CreateMqttClient();
        var lost = new TaskCompletionSource<MqttClientDisconnectReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += received =>
        {
            _subscriptions.Dispatch(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload);
            return Task.CompletedTask;
        };
        client.DisconnectedAsync += end =>
        {
            lost.TrySetResult(end.Reason);
            return Task.CompletedTask;
        };
        try
        {
            await ConnectAsync(client, stop);
            var begin = _time.GetTimestamp();
            _connected.TrySetResult();
            _ = _options.MeasureLag ? _lag.MeasureAsync(client.PingAsync, stop) : Task.CompletedTask;
            var reason = await lost.Task.WaitAsync(stop);
            return _losses.Lost(reason, _time.GetElapsedTime(begin));
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return _losses.Refused(e) * (0.5 + Random.Shared.NextDouble() / 2);
        }
        catch (Exception)
        {
            await client.TryDisconnectAsync();
            return TimeSpan.Zero;
        }
    }

    async Task ConnectAsync(IMqttClient client, CancellationToken stop)
    {
        var connected = await ConnectAsync(client, _options.ForClient(), stop);
        if (connected.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new InvalidOperationException($"refused: {connected.ResultCode}");
        }

        if (_options.IsShared && !connected.SharedSubscriptionAvailable)
        {
            throw new InvalidOperationException("it has no shared subscriptions, which several services of one kind need; use Mosquitto");
        }

        await _gate.WaitAsync(stop);
        try
        {
            foreach (var filter in _subscriptions.Filters)
            {
                await SubscribeAsync(client, filter, stop);
            }

            _client = client;
        }
        finally
        {
            _gate.Release();
        }

        _logger.LogInformation("{Client} connected to {Host}:{Port}", _options.ClientId, _options.Host, _options.Port);
    }

    /// <summary>
    /// Connects. The client ignores its own timeout when given a cancellation token, and a broker may accept a connection and
    /// stay silent.
    /// </summary>
    async Task<MqttClientConnectResult> ConnectAsync(IMqttClient client, MqttClientOptions broker, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_options.Patience);
        try
        {
            return await client.ConnectAsync(broker, patience.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException($"no reply within {_options.Patience.TotalSeconds:0.#} s");
        }
    }

    static async Task SubscribeAsync(IMqttClient client, string filter, CancellationToken cancellation)
    {
        var granted = await client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtMostOnce, cancellation);
        var code = granted.Items.First().ResultCode;
        if (code > MqttClientSubscribeResultCode.GrantedQoS2)
        {
            throw new InvalidOperationException($"subscription to {filter} refused: {code}");
        }
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
