using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// A service's connection to the broker: MQTT 5, QoS 0. It reconnects and subscribes anew by itself until disposed.
/// </summary>
public sealed class ServiceLink : IAsyncDisposable
{
    /// <summary>Handlers running at once; what comes on top is dropped, and its sender sends it again.</summary>
    public const int MaximumHandlers = 2048;

    readonly ServiceLinkOptions _options;
    readonly ILogger _logger;
    readonly TimeProvider _time;
    readonly ConnectPace _pace = new();
    readonly MqttClientFactory _factory = new();
    readonly CancellationTokenSource _stop = new();
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly Subscriptions _subscriptions;
    volatile IMqttClient? _client;
    volatile string _fault = "The connection to the broker has not begun.";
    volatile TaskCompletionSource _connected = NewSignal();
    Task _loop = Task.CompletedTask;

    /// <summary>Creates a link that connects from <see cref="StartAsync"/> on.</summary>
    public ServiceLink(ServiceLinkOptions options, ILogger logger, TimeProvider? time = null)
    {
        _options = options;
        _logger = logger;
        _time = time ?? TimeProvider.System;
        _subscriptions = new Subscriptions(options.ClientId, logger);
    }

    /// <summary>Whether the broker is connected now and all subscriptions are in place.</summary>
    public bool IsConnected => _client?.IsConnected == true;

    /// <summary>Why the broker is not connected, and what to do about it; null while it is.</summary>
    public string? Fault => IsConnected ? null : _fault;

    /// <summary>Begins connecting in the background and returns at once; an absent broker is no error.</summary>
    public Task StartAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _loop = Task.Run(() => KeepConnectedAsync(_stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Waits until the broker is connected and all subscriptions are in place.</summary>
    public Task WaitConnectedAsync(CancellationToken cancellation) => _connected.Task.WaitAsync(cancellation);

    /// <summary>
    /// Calls the handler for every message that fits the filter, in order of arrival. What a handler does before its
    /// first await holds up the messages behind it; what it does after that does not. Its exceptions are logged.
    /// </summary>
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

    /// <summary>Sends a message; false when it could not be handed to the broker. Nothing is kept for later.</summary>
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

    /// <summary>Has the broker forget the message that it keeps on a topic; null once it has, otherwise why not.</summary>
    public async Task<string?> ClearRetainedAsync(string topic, CancellationToken cancellation)
    {
        if (_client is not { } client)
        {
            return "not connected";
        }

        try
        {
            var result = await client.PublishBinaryAsync(
                topic, [], MqttQualityOfServiceLevel.AtLeastOnce, retain: true, cancellation);
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

    /// <summary>One connection from its beginning to its end; how long to wait before the next.</summary>
    async Task<TimeSpan> UseConnectionAsync(CancellationToken stop)
    {
        using var client = _factory.CreateMqttClient();
        var lost = new TaskCompletionSource<MqttClientDisconnectReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += _subscriptions.Dispatch;
        client.DisconnectedAsync += end =>
        {
            lost.TrySetResult(end.Reason);
            return Task.CompletedTask;
        };
        try
        {
            await ConnectAsync(client, stop);
            var begin = _time.GetTimestamp();
            var reason = await lost.Task.WaitAsync(stop);
            return Lost(reason, _time.GetElapsedTime(begin));
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            var delay = _pace.AfterRefusal();
            _fault = $"The broker at {_options.Host}:{_options.Port} is not reached: {e.Message.TrimEnd('.')}. Is it up, and are address, "
                + "account and TLS right?";
            _logger.LogWarning(
                "{Client} cannot reach the broker at {Host}:{Port} ({Reason}); next attempt in {Delay} ms",
                _options.ClientId, _options.Host, _options.Port, e.Message, delay.TotalMilliseconds);
            return delay;
        }
        catch (Exception)
        {
            await client.TryDisconnectAsync();
            return TimeSpan.Zero;
        }
    }

    TimeSpan Lost(MqttClientDisconnectReason reason, TimeSpan held)
    {
        var isTakenOver = reason == MqttClientDisconnectReason.SessionTakenOver;
        var delay = _pace.AfterLoss(held, isTakenOver);
        if (!isTakenOver)
        {
            _fault = $"The broker at {_options.Host}:{_options.Port} ended the connection ({reason}).";
            _logger.LogWarning("{Client} lost the broker ({Reason}); next attempt in {Delay} ms",
                _options.ClientId, reason, delay.TotalMilliseconds);
            return delay;
        }

        _fault = $"Another client at the broker uses the client identifier {_options.ClientId}. Is this service running twice? "
            + "Stop one of the two.";
        _logger.LogError(
            _pace.IsStoodDown
                ? "{Client}: another service with this client identifier is connected. This one came second and does not serve; "
                    + "stop one of the two. Next attempt in {Delay} s"
                : "{Client}: another service with this client identifier took the connection over; stop one of the two. This "
                    + "one takes it back in {Delay} s",
            _options.ClientId, delay.TotalSeconds);
        return delay;
    }

    async Task ConnectAsync(IMqttClient client, CancellationToken stop)
    {
        var connected = await client.ConnectAsync(_options.ForClient(), stop);
        if (connected.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new InvalidOperationException($"refused: {connected.ResultCode}");
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
        _connected.TrySetResult();
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
