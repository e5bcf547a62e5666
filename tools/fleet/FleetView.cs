using System.Collections.Concurrent;
using Pedestal.Hal;
using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>All pedestals of a venue as their retained and passing messages show them.</summary>
sealed class FleetView
{
    static readonly Channel[] Channels = [Channel.State, Channel.Birth, Channel.Health];

    readonly ConcurrentDictionary<string, PedestalStatus> _pedestals = new(StringComparer.Ordinal);

    /// <summary>Raised when a pedestal has told something, on the connection's thread.</summary>
    public event Action<PedestalStatus>? Changed;

    /// <summary>The pedestals by name.</summary>
    public IReadOnlyList<PedestalStatus> Pedestals => [.. _pedestals.Values.OrderBy(p => p.Device, StringComparer.Ordinal)];

    /// <summary>Begins to listen; what the broker has kept comes at once.</summary>
    public async Task ListenAsync(Operator fleet, CancellationToken cancellation)
    {
        foreach (var channel in Channels)
        {
            await fleet.Link.SubscribeAsync(Topic.Of(fleet.Venue, "+", channel), (topic, payload) =>
            {
                var device = topic.Split('/')[3];
                var status = _pedestals.GetOrAdd(device, name => new PedestalStatus(name));
                lock (status)
                {
                    if (status.Take(Topic.Suffix(channel), payload.Span))
                    {
                        Changed?.Invoke(status);
                    }
                }

                return Task.CompletedTask;
            }, cancellation);
        }
    }

    /// <summary>The pedestals as a table.</summary>
    public Table Table()
    {
        var table = new Table().RoundedBorder();
        foreach (var title in new[] { "pedestal", "trouble", "mode", "firmware", "settings", "up", "free KB", "°C", "p99 ms" })
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
    public static string Line(PedestalStatus p) =>
        $"{p.Device}: {(p.Trouble.Length == 0 ? "ok" : p.Trouble)}; mode {p.Text("state", "mode")}, firmware "
        + $"{p.Text("birth", "firmware")}, settings {p.Text("birth", "settingsChecksum")} {p.Text("birth", "settingsState")}";

    static string[] Row(PedestalStatus p) =>
    [
        p.Device, p.Trouble.Length == 0 ? "none" : p.Trouble, p.Text("state", "mode"), p.Text("birth", "firmware"),
        p.Text("birth", p.Text("birth", "settingsState") is "current" or "" ? "settingsChecksum" : "settingsState"),
        Up(p), p.FreeKilobytes, p.Celsius, p.SlowestMs,
    ];

    static string Up(PedestalStatus p) =>
        long.TryParse(p.Text("health", "upSeconds"), out var seconds) ? $"{TimeSpan.FromSeconds(seconds):d\\.hh\\:mm}" : "";
}
