using System.Security.Cryptography;
using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>
/// The events of an external system, as it told them last. Only the first request waits for them; later ones use what is known
/// while it is read again, so that no guest waits for a list.
/// </summary>
sealed class ExternalEvents(ExternalClient client, TimeProvider time)
{
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    volatile Known? _known;
    Task _reading = Task.CompletedTask;

    /// <summary>The events; null when they have never been told yet.</summary>
    public async Task<IReadOnlyList<EventDetails>?> GetAsync(CancellationToken cancellation)
    {
        if (_known is not { } known)
        {
            await Refresh().WaitAsync(cancellation);
            return _known?.Events;
        }

        if (time.GetElapsedTime(known.At) > Freshness)
        {
            _ = Refresh();
        }

        return known.Events;
    }

    Task Refresh()
    {
        lock (_lock)
        {
            return _reading = _reading.IsCompleted ? ReadAsync() : _reading;
        }
    }

    async Task ReadAsync()
    {
        var call = TicketCall.Of("ticketing", BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), TimeSpan.MaxValue);
        if (await client.ReadAsync(ExternalLists.Events, new { }, call, CancellationToken.None) is { } events)
        {
            _known = new Known(events, time.GetTimestamp());
        }
    }

    sealed record Known(IReadOnlyList<EventDetails> Events, long At);
}
