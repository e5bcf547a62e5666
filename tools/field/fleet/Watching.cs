using Spectre.Console;

namespace Pedestal.Fleet;

/// <summary>Shows the pedestals' state: a table on a terminal, otherwise a line for each that has changed.</summary>
sealed class Watching(IAnsiConsole console, Operator fleet)
{
    static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

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
        }
        else if (isLive)
        {
            await console.Live(view.Table()).StartAsync(async live =>
            {
                while (true)
                {
                    await Task.Delay(Refresh, stop);
                    live.UpdateTarget(view.Table());
                }
            });
        }
        else
        {
            // The others have reported themselves.
            foreach (var pedestal in view.Pedestals.Where(pedestal => pedestal.Kinds.Count == 0))
            {
                Print(pedestal, json);
            }

            await Task.Delay(Timeout.Infinite, stop);
        }
    }

    void Show(FleetView view, bool json)
    {
        if (!json && view.Pedestals.Count == 0)
        {
            console.Say($"No pedestal of {fleet.Venue} has a key here or a message at the broker.");
        }
        else if (!json && console.Profile.Capabilities.Interactive)
        {
            console.Write(view.Table());
        }
        else
        {
            foreach (var pedestal in view.Pedestals)
            {
                Print(pedestal, json);
            }
        }
    }

    void Print(PedestalStatus pedestal, bool json) => console.Say(json ? pedestal.ToJson() : FleetView.Line(pedestal));
}
