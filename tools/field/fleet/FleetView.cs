using System.Collections.Concurrent;
using Pedestal.Hal;
using Pedestal.Protocol;
using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>
/// All pedestals of a venue: those with a key in the operator's key file, and those with messages at the broker.
/// </summary>
/// <param name="fleet">The operator's connection.</param>
sealed class FleetView(Operator fleet)
{
    // Several times the largest fleet: anyone who may publish could invent names without end.
    const int MostPedestals = 2000;
    static readonly Channel[] Channels = [Channel.State, Channel.Birth, Channel.Health];

    // Retained messages arrive at once; this is for a slow broker.
    static readonly TimeSpan RetainedPatience = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, PedestalStatus> _pedestals = new(
        fleet.Devices.Select(device => KeyValuePair.Create(device, new PedestalStatus(device))), StringComparer.Ordinal);

    /// <summary>Raised when a pedestal has sent a report, on the connection's thread.</summary>
    public event Action<PedestalStatus>? Changed;

    /// <summary>The pedestals by name; a pedestal without a key that the broker has forgotten is not listed.</summary>
    public IReadOnlyList<PedestalStatus> Pedestals =>
    [
        .. _pedestals.Values.Where(p => p.Kinds.Count > 0 || fleet.Devices.Contains(p.Device))
            .OrderBy(p => p.Device, StringComparer.Ordinal),
    ];

    /// <summary>Starts to listen, and returns when the retained messages have arrived.</summary>
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

    /// <summary>A pedestal as one line.</summary>
    public static string Line(PedestalStatus p)
    {
        var settings = $"{p.Text("birth", "settingsChecksum")} {p.Text("birth", "settingsState")}".Trim();
        (string Name, string Text)[] all = [("mode", p.Text("state", "mode")), ("firmware", p.Text("birth", "firmware")), ("settings", settings)];
        var known = string.Join(", ", all.Where(entry => entry.Text.Length > 0).Select(entry => $"{entry.Name} {entry.Text}"));
        return $"{p.Name}: {(p.Fault.Length == 0 ? "ok" : p.Fault)}{(known.Length == 0 ? "" : $"; {known}")}";
    }

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
