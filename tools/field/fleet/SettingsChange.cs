using Pedestal.Core;
using Pedestal.Protocol;
using Pedestal.Messaging;
using Channel = System.Threading.Channels.Channel;

namespace Pedestal.Fleet;

/// <summary>Changes a pedestal's settings and sees whether it comes back with them.</summary>
sealed class SettingsChange(Operator fleet, string device)
{
    const int LongestFile = 64 * 1024;

    // The trial, and the restarts before and after it.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(SettingsTrial.Seconds + 120);

    /// <summary>
    /// The lines of a command out of NAME=VALUE words. A value @FILE is the first line of a file, which is where secrets belong.
    /// </summary>
    /// <exception cref="FleetException">A word or a file cannot be used.</exception>
    public static string Lines(IEnumerable<string> words)
    {
        var lines = string.Join('\n', words.Select(Line));
        return lines.Length <= FleetCommand.MaximumArgument
            ? lines
            : throw new FleetException(
                $"These settings are longer than the {FleetCommand.MaximumArgument} characters of a command; a certificate "
                + "goes in on the pedestal's console.", ExitCode.Usage);
    }

    /// <summary>Sends them and follows the trial; whether they stay, and what became of them in words.</summary>
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

        // What came before the restart is what the broker had kept.
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
                    case true: return (true, "it is back with the new settings, and they stay");
                    case false: return (false, "it did not come back with them; the settings before are in force again");
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }

        return (false, "it has not come back under this name in time; look at it on its console");
    }

    /// <summary>Has the pedestal keep what is on trial; false when it does not answer, or is still to restart.</summary>
    async Task<bool> KeepAsync(CancellationToken cancellation)
    {
        try
        {
            var reply = await fleet.AskAsync(device, CommandKind.Keep, "", cancellation);
            return reply.Result == CommandResult.Done;
        }
        catch (FleetException)
        {
            return false;
        }
    }

    /// <summary>Whether settings stay, by the state in a birth so long after they were saved; null while it is open.</summary>
    internal static bool? Verdict(string state, TimeSpan elapsed) => state switch
    {
        // When its time was up the pedestal put the settings before in their place and started anew: they are the current ones.
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
                $"'{(equals < 0 ? word : "=...")}' is no setting. Give NAME=VALUE, or NAME=@FILE for a secret.", ExitCode.Usage);
        }

        var (name, value) = (word[..equals], word[(equals + 1)..]);
        if (SettingsSchema.IndexOf(name) is var index and >= 0 && SettingsSchema.All[index].Remote == RemoteChange.Refused)
        {
            // The pedestal refuses it too; a secret need not leave this computer for that.
            throw new FleetException($"{name} changes on the pedestal's console only, in service mode.", ExitCode.Usage);
        }

        if (value.StartsWith('@'))
        {
            try
            {
                value = TextFile.FirstLine(value[1..], LongestFile);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
            {
                throw new FleetException($"The value of {name} cannot be read: {e.Message}", ExitCode.Usage);
            }
        }

        // Which character it is could be part of a secret; where it is helps as much.
        var foreign = value.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        return foreign < 0
            ? $"{name}={value}"
            : throw new FleetException(
                $"Character {foreign + 1} of the value of {name} is not printable ASCII, which a pedestal's settings are.", ExitCode.Usage);
    }
}
