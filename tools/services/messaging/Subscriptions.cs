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

    internal IEnumerable<string> Filters => _all.Select(s => s.Filter);

    /// <summary>Adds a subscription; called by one thread at a time.</summary>
    internal void Add(string filter, Func<string, ReadOnlyMemory<byte>, Task> handler) =>
        _all = [.. _all, new Subscription(filter, handler)];

    /// <summary>Removes a subscription; called by one thread at a time.</summary>
    internal void Remove(string filter) => _all = [.. _all.Where(subscription => subscription.Filter != filter)];

    /// <summary>Gives a subscription's handler another filter; called by one thread at a time.</summary>
    internal void Replace(string former, string filter) => _all =
        [.. _all.Select(subscription => subscription.Filter == former ? new Subscription(filter, subscription.Handler) : subscription)];

    /// <summary>Starts the handlers of a message. Never waits: the connection's keep-alive runs on this thread too.</summary>
    internal void Dispatch(string topic, ReadOnlySequence<byte> payload)
    {
        foreach (var subscription in _all)
        {
            if (MqttTopicFilterComparer.Compare(topic, subscription.Pattern) != MqttTopicFilterCompareResult.IsMatch)
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
                _drops.Dropped(subscription.Filter, "overloaded");
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
            logger.LogError(e, "Handling a message on {Filter} failed", subscription.Filter);
        }
        finally
        {
            _free.Release();
        }
    }

    sealed record Subscription(string Filter, Func<string, ReadOnlyMemory<byte>, Task> Handler)
    {
        const string Shared = "$share/";

        /// <summary>What topics match: of a shared subscription, <c>$share/GROUP/FILTER</c>, the filter.</summary>
        public string Pattern { get; } = Filter.StartsWith(Shared, StringComparison.Ordinal)
            ? Filter[(Filter.IndexOf('/', Shared.Length) + 1)..] : Filter;
    }
}
