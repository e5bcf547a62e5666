using System.Text.Json;
using Pedestal.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pedestal.Fleet;

/// <summary>
/// Shows the pedestals' state, and the attendance if there is a feed of it: a table on a terminal, otherwise a line for each that has
/// changed.
/// </summary>
sealed class Watching(IAnsiConsole console, FleetLink fleet, AttendanceFeed? feed = null)
{
    static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    static readonly TimeSpan FeedInterval = TimeSpan.FromSeconds(5);

    /// <summary>Shows it once, or until stopped.</summary>
    public async Task RunAsync(bool once, bool json, CancellationToken stop)
    {
        var view = new FleetView(fleet);
        var isLive = !once && !json && console.Profile.Capabilities.Interactive;
        if (!once && !isLive)
        {
            view.Changed += pedestal => Print(pedestal, json);
        }

        await view.ListenAsync(stop);
        if (once)
        {
            Show(view, json);
            foreach (var line in await AttendanceAsync(json, stop))
            {
                console.Say(line);
            }
        }
        else if (isLive)
        {
            await ShowLiveAsync(view, stop);
        }
        else
        {
            // The others have reported themselves.
            foreach (var pedestal in view.Pedestals.Where(pedestal => pedestal.Kinds.Count == 0))
            {
                Print(pedestal, json);
            }

            await TellAttendanceAsync(json, stop);
        }
    }

    async Task ShowLiveAsync(FleetView view, CancellationToken stop)
    {
        var lines = await AttendanceAsync(json: false, stop);
        var isDue = FeedInterval;
        await console.Live(Picture()).StartAsync(async live =>
        {
            while (true)
            {
                await Task.Delay(Refresh, stop);
                isDue -= Refresh;
                if (isDue <= TimeSpan.Zero)
                {
                    (lines, isDue) = (await AttendanceAsync(json: false, stop), FeedInterval);
                }

                live.UpdateTarget(Picture());
            }
        });

        IRenderable Picture() => new Rows([FleetTable.Of(view), .. lines.Select(line => new Text(TerminalText.Safe(line)))]);
    }

    async Task TellAttendanceAsync(bool json, CancellationToken stop)
    {
        IReadOnlyList<string> told = [];
        while (true)
        {
            var lines = await AttendanceAsync(json, stop);
            foreach (var line in lines.Except(told))
            {
                console.Say(line);
            }

            told = lines;
            await Task.Delay(feed is null ? Timeout.InfiniteTimeSpan : FeedInterval, stop);
        }
    }

    async Task<IReadOnlyList<string>> AttendanceAsync(bool json, CancellationToken stop)
    {
        if (feed is null)
        {
            return [];
        }

        var (events, fault) = await feed.ReadAsync(stop);
        return fault is not null ? [json ? JsonSerializer.Serialize(new { fault }) : fault] : [.. events.Select(e => json ? e.ToJson() : e.Line())];
    }

    void Show(FleetView view, bool json)
    {
        if (!json && view.Pedestals.Count == 0)
        {
            console.Say($"No pedestal of {fleet.Venue} has a key here or a message at the broker.");
        }
        else if (!json && console.Profile.Capabilities.Interactive)
        {
            console.Write(FleetTable.Of(view));
        }
        else
        {
            foreach (var pedestal in view.Pedestals)
            {
                Print(pedestal, json);
            }
        }
    }

    void Print(PedestalStatus pedestal, bool json) => console.Say(json ? pedestal.ToJson() : FleetTable.Line(pedestal));
}
