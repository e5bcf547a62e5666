namespace Pedestal.Fleet;

/// <summary>Forgets a pedestal that was removed: its retained messages at the broker, and the operator's key.</summary>
/// <param name="fleet">The operator's connection.</param>
/// <param name="say">Prints what is about to be done.</param>
/// <param name="input">Where the confirmation is read from.</param>
sealed class Forgetting(Operator fleet, Action<string> say, TextReader input)
{
    /// <summary>Forgets it after its name was typed again. Returns the result in words.</summary>
    /// <param name="name">The pedestal's name, as "watch" shows it.</param>
    /// <param name="evenOnline">Whether it may be connected now.</param>
    /// <param name="keepKey">Whether its key stays in the operator's key file, so that "watch" lists it as never seen.</param>
    /// <param name="isConfirmed">Whether no confirmation is needed.</param>
    /// <param name="stop">Cancels it.</param>
    /// <exception cref="FleetException">The broker refuses.</exception>
    /// <exception cref="Messaging.KeyFileException">The key file cannot be written.</exception>
    public async Task<(bool Done, string Text)> RunAsync(
        string name, bool evenOnline, bool keepKey, bool isConfirmed, CancellationToken stop)
    {
        var view = new FleetView(fleet);
        await view.ListenAsync(stop);
        if (view.Pedestals.FirstOrDefault(one => one.Name == name) is not { } pedestal)
        {
            return (false, $"nothing to forget: the broker has no message of it, and {fleet.KeyFile} has no key for it");
        }

        if (pedestal.IsOnline && !evenOnline)
        {
            return (false, "it is online. Switch it off first, or use --even-online to forget it until it reports again");
        }

        var kinds = pedestal.Kinds;
        var hasKey = fleet.Devices.Contains(pedestal.Device) && !keepKey;
        if (kinds.Count == 0 && !hasKey)
        {
            return (false, "nothing to forget: the broker has no message of it");
        }

        if (!isConfirmed)
        {
            say($"This clears the retained messages of {fleet.Venue}/{name} ({(kinds.Count == 0 ? "nothing" : Listed(kinds))})"
                + (hasKey ? $" and removes its key from {fleet.KeyFile}: after that it accepts no command until it is provisioned again."
                    : ".")
                + $" Type {name} to continue:");
            if ((await input.ReadLineAsync(stop))?.Trim() != name)
            {
                return (false, "nothing forgotten: the name does not match");
            }
        }

        foreach (var kind in kinds)
        {
            await fleet.ClearAsync(pedestal.Device, kind, stop);
        }

        if (hasKey)
        {
            fleet.RemoveKey(pedestal.Device);
        }

        return (true, string.Join("; ", Done(kinds, hasKey)) + ". Matcher and ticketing still accept its own keys: if it was stolen, provision its name again");
    }

    static IEnumerable<string> Done(IReadOnlyCollection<string> kinds, bool hasKey)
    {
        if (kinds.Count > 0)
        {
            yield return $"the broker has forgotten its {Listed(kinds)}";
        }

        if (hasKey)
        {
            yield return "its key is removed from the key file";
        }
    }

    static string Listed(IReadOnlyCollection<string> kinds) => string.Join(", ", kinds);
}
