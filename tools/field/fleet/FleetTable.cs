using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>The pedestals on a terminal.</summary>
static class FleetTable
{
    /// <summary>The pedestals as a table.</summary>
    public static Table Of(FleetView view)
    {
        var table = new Table().RoundedBorder();
        foreach (var title in new[] { "pedestal", "fault", "mode", "firmware", "settings", "up", "free KB", "°C", "p99 ms" })
        {
            table.AddColumn(new TableColumn(title).NoWrap());
        }

        foreach (var pedestal in view.Pedestals)
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
        (string Name, string Text)[] all =
        [
            ("mode", p.Text("state", "mode")), ("firmware", p.Text("birth", "firmware")), ("settings", settings),
            ("broker", p.Text("state", "brokerAddress")),
        ];
        var known = string.Join(", ", all.Where(entry => entry.Text.Length > 0).Select(entry => $"{entry.Name} {entry.Text}"));
        return $"{p.Name}: {(p.Fault.Length == 0 ? "ok" : p.Fault)}{(known.Length == 0 ? "" : $"; {known}")}";
    }

    static string[] Row(PedestalStatus p) =>
    [
        p.Name, p.Fault.Length == 0 ? "none" : p.Fault, p.Text("state", "mode"), p.Text("birth", "firmware"),
        p.Text("birth", p.Text("birth", "settingsState") is "current" or "" ? "settingsChecksum" : "settingsState"),
        p.Up, p.FreeKilobytes, p.Celsius, p.SlowestMs,
    ];
}
