using Pedestal.Core.Settings;
using Pedestal.Messaging;
using Pedestal.Messaging.Commands;
using Pedestal.Protocol;
using Channel = System.Threading.Channels.Channel;

namespace Pedestal.Fleet;

/// <summary>Changes a pedestal's settings and checks that it comes back with them.</summary>
public sealed class SettingsChange(FleetLink fleet, string device)
{
    const int LongestFile = 64 * 1024;

    // The trial, and the restarts before and after it.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(SettingsTrial.Seconds + 120);

    /// <summary>
    /// Converts NAME=VALUE words into a command's lines. A value @FILE is the first line of a file, where secrets belong.
    /// </summary>
    /// <exception cref="FleetException">A word or a file cannot be used.</exception>
    public static string Lines(IEnumerable<string> words)
    {
        var lines = string.Join('\n', words.Select(Line));
        return lines.Length <= FleetCommand.MaximumArgument
            ? lines
            : throw new FleetException(
                $"These settings are longer than the {FleetCommand.MaximumArgument} characters of a command; set a certificate "
                + "on the pedestal's console.", isUsage: true);
    }

    /// <summary>Sends the settings and follows the trial. Returns whether they stay, and the result in words.</summary>
    public async Task<(bool Stay, string Text)> RunAsync(string lines, Action<string> tell, CancellationToken cancellation)
    {
        var births = Channel.CreateUnbounded<string>();
        await fleet.Link.SubscribeAsync(Topic.Of(fleet.Venue, device, Hal.Channel.Birth), (_, payload) =>
        {
            var status = new PedestalStatus(device);
            status.Take("birth", payload);
            births.Writer.TryWrite(status.Text("birth", "settingsState"));
            return Task.CompletedTask;
        }, cancellation);
        var reply = await fleet.AskAsync(device, CommandKind.Settings, lines, cancellation);
        if (reply.Result != CommandResult.Done)
        {
            return (false, reply.Text);
        }

        // Messages from before the restart are those that the broker had retained.
        while (births.Reader.TryRead(out _))
        {
        }

        tell(reply.Text);
        var start = TimeProvider.System.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var state in births.Reader.ReadAllAsync(patience.Token))
            {
                var isKept = state == "on-trial" && await KeepAsync(patience.Token);
                switch (isKept ? true : Verdict(state, TimeProvider.System.GetElapsedTime(start)))
                {
                    case true: return (true, "it is back with the new settings, which stay");
                    case false: return (false, "it did not come back with them; the former settings are in force again");
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }

        return (false, "it has not come back under this name in time; check it on its console");
    }

    /// <summary>
    /// Tells the pedestal to keep the settings on trial; false when it does not reply or has not restarted yet.
    /// </summary>
    async Task<bool> KeepAsync(CancellationToken cancellation)
    {
        try
        {
            var reply = await fleet.AskAsync(device, CommandKind.Keep, "", cancellation);
            return reply.Result == CommandResult.Done;
        }
        catch (PedestalCommandException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the settings stay, given the state in a birth and the time since they were saved; null while undecided.
    /// </summary>
    internal static bool? Verdict(string state, TimeSpan elapsed) => state switch
    {
        // When its time is up, a pedestal restores the former settings and restarts: those are then the current ones.
        "current" => elapsed.TotalSeconds < SettingsTrial.Seconds,
        "rolled-back" => false,
        _ => null,
    };

    static string Line(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw new FleetException(
                $"'{(equals < 0 ? word : "=...")}' is not a setting. Use NAME=VALUE, or NAME=@FILE for a secret.", isUsage: true);
        }

        var (name, value) = (word[..equals], word[(equals + 1)..]);
        if (SettingsSchema.IndexOf(name) is var index and >= 0 && SettingsSchema.All[index].Remote == RemoteChange.Refused)
        {
            // The pedestal refuses it too, but a secret should not leave this computer for that.
            throw new FleetException($"{name} can only be changed on the pedestal's console, in service mode.", isUsage: true);
        }

        if (value.StartsWith('@'))
        {
            try
            {
                value = TextFile.FirstLine(value[1..], LongestFile);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
            {
                throw new FleetException($"The value of {name} cannot be read: {e.Message}", isUsage: true);
            }
        }

        // The character itself could be part of a secret; its position is just as useful.
        var foreign = value.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        return foreign < 0
            ? $"{name}={value}"
            : throw new FleetException(
                $"Character {foreign + 1} of the value of {name} is not printable ASCII, as a pedestal's settings must be.", isUsage: true);
    }
}
