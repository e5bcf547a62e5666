using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pedestal.Fleet;
using Pedestal.Messaging.Commands;

namespace Pedestal.Web.Live;

/// <summary>A change of settings that goes on or is over.</summary>
/// <param name="Text">How far it is.</param>
/// <param name="IsOver">Whether it is over.</param>
/// <param name="Stay">Whether the new settings stay.</param>
public sealed record TrialState(string Text, bool IsOver, bool Stay = false);

/// <summary>
/// Changes pedestals' settings on trial. A trial goes on when its page is closed: the pedestal returns to its former settings unless
/// it is told to keep the new ones.
/// </summary>
public sealed class SettingsTrials(FleetWatch fleet, ILogger<SettingsTrials> logger)
{
    readonly ConcurrentDictionary<string, TrialState> _trials = new(StringComparer.Ordinal);

    /// <summary>A pedestal's last trial since the start of these pages; null for none.</summary>
    public TrialState? Of(string device) => _trials.GetValueOrDefault(device);

    /// <summary>Begins one.</summary>
    /// <param name="device">The pedestal.</param>
    /// <param name="settings">Its settings, each NAME=VALUE.</param>
    /// <exception cref="FleetException">A setting cannot be changed from here, another trial goes on, or there is no connection.</exception>
    public void Begin(string device, IEnumerable<string> settings)
    {
        var lines = SettingsChange.Lines(settings);
        var link = fleet.Link ?? throw new FleetException("The pedestals' broker is not connected.");
        if (_trials.TryGetValue(device, out var last) && !last.IsOver)
        {
            throw new FleetException("Another change of its settings goes on.");
        }

        _trials[device] = new TrialState("Sending the settings.", IsOver: false);
        _ = RunAsync(link, device, lines);
    }

    async Task RunAsync(FleetLink link, string device, string lines)
    {
        try
        {
            var (stay, text) = await new SettingsChange(link, device).RunAsync(
                lines, told => _trials[device] = new TrialState(told, IsOver: false), CancellationToken.None);
            _trials[device] = new TrialState(text, IsOver: true, stay);
        }
        catch (Exception e)
        {
            // Whatever it is, the person at the page must learn that nobody knows the outcome.
            _trials[device] = new TrialState(e is FleetException or PedestalCommandException ? e.Message : "The connection was lost; see the pedestal.", IsOver: true);
            logger.LogWarning("A change of the settings of {Device} was not followed to its end: {Reason}", device, e.Message);
        }
    }
}
