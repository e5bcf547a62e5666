using System.Collections.Concurrent;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Fleet;

/// <summary>
/// All pedestals of a venue: those with a key in the operator's key file, and those with messages at the broker.
/// </summary>
/// <param name="fleet">The operator's connection.</param>
public sealed class FleetView(FleetLink fleet)
{
    // Several times the largest fleet: anyone who may publish could invent names without end.
    const int MostPedestals = 2000;
    static readonly Channel[] Channels = [Channel.State, Channel.Birth, Channel.Health];

    // Retained messages arrive at once; this is for a slow broker.
    static readonly TimeSpan RetainedPatience = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, PedestalStatus> _pedestals = new(
        fleet.Devices.Select(device => KeyValuePair.Create(device, new PedestalStatus(device))), StringComparer.Ordinal);

    readonly PedestalPlaces _places = new();

    /// <summary>Raised when a pedestal has sent a report, on the connection's thread.</summary>
    public event Action<PedestalStatus>? Changed;

    /// <summary>The pedestals by name; a pedestal without a key that the broker has forgotten is not listed.</summary>
    public IReadOnlyList<PedestalStatus> Pedestals
    {
        get
        {
            // Some may have been provisioned since.
            var provisioned = fleet.Devices.ToHashSet(StringComparer.Ordinal);
            foreach (var device in provisioned)
            {
                _pedestals.GetOrAdd(device, name => new PedestalStatus(name));
            }

            return
            [
                .. _pedestals.Values.Where(p => p.Kinds.Count > 0 || provisioned.Contains(p.Device))
                    .OrderBy(p => p.Device, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Starts to listen, and returns when the retained messages have arrived.</summary>
    public async Task ListenAsync(CancellationToken cancellation)
    {
        foreach (var channel in Channels)
        {
            await fleet.Link.SubscribeAsync(Topic.Of(fleet.Venue, "+", channel), (topic, payload, way) =>
            {
                Take(topic.Split('/')[3], channel, payload, way);
                return Task.CompletedTask;
            }, cancellation);
        }

        await Task.Delay(RetainedPatience, cancellation);
    }

    void Take(string device, Channel channel, ReadOnlyMemory<byte> payload, IServiceLink way)
    {
        if (!_pedestals.TryGetValue(device, out var status))
        {
            if (_pedestals.Count >= MostPedestals || payload.IsEmpty)
            {
                return;
            }

            status = _pedestals.GetOrAdd(device, name => new PedestalStatus(name));
        }

        lock (status)
        {
            if (channel != Channel.State || _places.Counts(device, payload, way))
            {
                status.Take(Topic.Suffix(channel), payload);
                Changed?.Invoke(status);
            }
        }
    }
}
