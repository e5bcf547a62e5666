using Microsoft.Extensions.Logging;

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
    readonly CancellationTokenSource _stop = new();
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly Subscriptions _subscriptions;
    readonly LagMeter _lag;
    volatile LinkConnection? _connection;
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
    public bool IsConnected => _connection?.IsOpen == true;

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
    public Task SubscribeAsync(string filter, Func<string, ReadOnlyMemory<byte>, Task> handler, CancellationToken cancellation) =>
        ChangeAsync(async connection =>
        {
            _subscriptions.Add(filter, handler);
            await (connection?.SubscribeAsync([filter], cancellation) ?? Task.CompletedTask);
        }, cancellation);

    /// <inheritdoc/>
    public Task UnsubscribeAsync(string filter, CancellationToken cancellation) => ChangeAsync(async connection =>
    {
        try
        {
            await (connection?.UnsubscribeAsync([filter], cancellation) ?? Task.CompletedTask);
        }
        finally
        {
            // Only now: what the broker sent before it knew is still handled.
            _subscriptions.Remove(filter);
        }
    }, cancellation);

    /// <summary>
    /// Has the broker give a handler the messages of some topics by these filters, such as those of shared subscriptions, and no more by those
    /// before. Of a topic that is among both, nothing is missed in between.
    /// </summary>
    internal Task UseAsync(IReadOnlyCollection<string> filters, string topics, Func<string, ReadOnlyMemory<byte>, Task> handler,
        CancellationToken cancellation) => ChangeAsync(async connection =>
    {
        var former = _subscriptions.Use(filters, topics, handler);
        if (connection is not null)
        {
            await connection.SubscribeAsync([.. filters.Except(former)], cancellation);
            await connection.UnsubscribeAsync([.. former.Except(filters)], cancellation);
        }
    }, cancellation);

    /// <inheritdoc/>
    public async Task<bool> PublishAsync(string topic, byte[] payload, CancellationToken cancellation)
    {
        if (_connection is not { } connection)
        {
            return false;
        }

        try
        {
            await connection.PublishAsync(topic, payload, cancellation);
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
        if (_connection is not { } connection)
        {
            return $"not connected to {_options.Host}:{_options.Port}";
        }

        try
        {
            var result = await connection.RetainAsync(topic, payload, cancellation);
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
            _connection = null;
            _connected = _connected.Task.IsCompleted ? NewSignal() : _connected;
            await Task.Delay(delay, _time, stop).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Uses one connection until it ends. Returns how long to wait before the next one.</summary>
    async Task<TimeSpan> UseConnectionAsync(CancellationToken stop)
    {
        using var connection = new LinkConnection(_options, _subscriptions);
        try
        {
            await connection.OpenAsync(stop);
            await BeginAsync(connection, stop);
            var begin = _time.GetTimestamp();
            _connected.TrySetResult();
            _ = _options.MeasureLag ? _lag.MeasureAsync(connection.PingAsync, stop) : Task.CompletedTask;
            var reason = await connection.Lost.WaitAsync(stop);
            return _losses.Lost(reason, _time.GetElapsedTime(begin));
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return _losses.Refused(e) * (0.5 + Random.Shared.NextDouble() / 2);
        }
        catch (Exception)
        {
            await connection.CloseAsync();
            return TimeSpan.Zero;
        }
    }

    async Task BeginAsync(LinkConnection connection, CancellationToken stop)
    {
        await ChangeAsync(async _ =>
        {
            await connection.SubscribeAsync(_subscriptions.Filters, stop);
            _connection = connection;
        }, stop);
        _logger.LogInformation("{Client} connected to {Host}:{Port}", _options.ClientId, _options.Host, _options.Port);
    }

    // One change of the subscriptions at a time, at the broker as well while it is connected: a connection begins with all or none of it.
    async Task ChangeAsync(Func<LinkConnection?, Task> change, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            await change(_connection is { IsOpen: true } connection ? connection : null);
        }
        finally
        {
            _gate.Release();
        }
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
