using System.Buffers;
using Microsoft.Extensions.Logging;
using MQTTnet;

namespace Pedestal.Messaging;

/// <summary>A link's subscriptions and their handlers.</summary>
sealed class Subscriptions(string client, ILogger logger)
{
    readonly SemaphoreSlim _free = new(ServiceLink.MaximumHandlers, ServiceLink.MaximumHandlers);
    readonly DropLog _drops = new(client, TimeProvider.System, logger);
    volatile Subscription[] _all = [];

    internal IReadOnlyCollection<string> Filters => [.. _all.SelectMany(subscription => subscription.Filters)];

    /// <summary>Adds a subscription; called by one thread at a time.</summary>
    internal void Add(string filter, Func<string, ReadOnlyMemory<byte>, Task> handler) =>
        _all = [.. _all, new Subscription(filter, [filter], handler)];

    /// <summary>Removes a subscription; called by one thread at a time.</summary>
    internal void Remove(string topics) => _all = [.. _all.Where(subscription => subscription.Topics != topics)];

    /// <summary>
    /// Has the topics' messages come by these filters, and returns those by which they came before; called by one thread at a time.
    /// </summary>
    internal IReadOnlyCollection<string> Use(IReadOnlyCollection<string> filters, string topics, Func<string, ReadOnlyMemory<byte>, Task> handler)
    {
        var former = _all.FirstOrDefault(subscription => subscription.Topics == topics)?.Filters ?? [];
        _all = [.. _all.Where(subscription => subscription.Topics != topics), new Subscription(topics, filters, handler)];
        return former;
    }

    /// <summary>Starts the handlers of a message. Never waits: the connection's keep-alive runs on this thread too.</summary>
    internal void Dispatch(string topic, ReadOnlySequence<byte> payload)
    {
        foreach (var subscription in _all)
        {
            if (MqttTopicFilterComparer.Compare(topic, subscription.Topics) != MqttTopicFilterCompareResult.IsMatch)
            {
                continue;
            }

            if (_free.Wait(0))
            {
                // The caller reuses its buffer once this method returns.
                _ = RunAsync(subscription, topic, payload.ToArray());
            }
            else
            {
                _drops.Dropped(subscription.Topics, "overloaded");
            }
        }
    }

    async Task RunAsync(Subscription subscription, string topic, byte[] payload)
    {
        try
        {
            await subscription.Handler(topic, payload);
        }
        catch (OperationCanceledException)
        {
            // The service is stopping; the sender notices by its own timeout.
        }
        catch (Exception e)
        {
            logger.LogError(e, "Handling a message on {Topics} failed", subscription.Topics);
        }
        finally
        {
            _free.Release();
        }
    }

    // What topics it is for, and by which filters they come: the same one, or those of shared subscriptions.
    sealed record Subscription(string Topics, IReadOnlyCollection<string> Filters, Func<string, ReadOnlyMemory<byte>, Task> Handler);
}
