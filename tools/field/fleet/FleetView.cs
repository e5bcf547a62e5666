using System.Collections.Concurrent;
using Pedestal.Hal;
using Pedestal.Protocol;
using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>All pedestals of a venue: those that the operator has keys of, and all whose messages the broker has or passes on.</summary>
/// <param name="fleet">The operator's end.</param>
sealed class FleetView(Operator fleet)
{
    // Several times the largest fleet: whoever may publish could make up names without end.
    const int MostPedestals = 2000;
    static readonly Channel[] Channels = [Channel.State, Channel.Birth, Channel.Health];

    // What the broker has kept comes at once; this is for a slow one.
    static readonly TimeSpan RetainedPatience = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, PedestalStatus> _pedestals = new(
        fleet.Devices.Select(device => KeyValuePair.Create(device, new PedestalStatus(device))), StringComparer.Ordinal);

    /// <summary>Raised when a pedestal has told something, on the connection's thread.</summary>
    public event Action<PedestalStatus>? Changed;

    /// <summary>The pedestals by name; one that the broker has forgotten and that has no key is gone.</summary>
    public IReadOnlyList<PedestalStatus> Pedestals =>
    [
        .. _pedestals.Values.Where(p => p.Kinds.Count > 0 || fleet.Devices.Contains(p.Device))
            .OrderBy(p => p.Device, StringComparer.Ordinal),
    ];

    /// <summary>Begins to listen, and returns when what the broker has kept has come.</summary>
    public async Task ListenAsync(CancellationToken cancellation)
    {
        foreach (var channel in Channels)
        {
            await fleet.Link.SubscribeAsync(Topic.Of(fleet.Venue, "+", channel), (topic, payload) =>
            {
                Take(topic.Split('/')[3], Topic.Suffix(channel), payload);
                return Task.CompletedTask;
            }, cancellation);
        }

        await Task.Delay(RetainedPatience, cancellation);
    }

    /// <summary>The pedestals as a table.</summary>
    public Table Table()
    {
        var table = new Table().RoundedBorder();
        foreach (var title in new[] { "pedestal", "fault", "mode", "firmware", "settings", "up", "free KB", "°C", "p99 ms" })
        {
            table.AddColumn(new TableColumn(title).NoWrap());
        }

        foreach (var pedestal in Pedestals)
        {
            lock (pedestal)
            {
                table.AddRow([.. Row(pedestal).Select(Markup.Escape)]);
            }
        }

        return table;
    }

    /// <summary>A pedestal in one plain line.</summary>
    public static string Line(PedestalStatus p) => p.Kinds.Count == 0
        ? $"{p.Name}: {p.Fault}"
        : $"{p.Name}: {(p.Fault.Length == 0 ? "ok" : p.Fault)}; mode {p.Text("state", "mode")}, firmware "
        + $"{p.Text("birth", "firmware")}, settings {p.Text("birth", "settingsChecksum")} {p.Text("birth", "settingsState")}";

    static string[] Row(PedestalStatus p) =>
    [
        p.Name, p.Fault.Length == 0 ? "none" : p.Fault, p.Text("state", "mode"), p.Text("birth", "firmware"),
        p.Text("birth", p.Text("birth", "settingsState") is "current" or "" ? "settingsChecksum" : "settingsState"),
        p.Up, p.FreeKilobytes, p.Celsius, p.SlowestMs,
    ];

    void Take(string device, string kind, ReadOnlyMemory<byte> payload)
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
            status.Take(kind, payload);
            Changed?.Invoke(status);
        }
    }
}
