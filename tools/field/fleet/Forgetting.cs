namespace Pedestal.Fleet;

/// <summary>Forgets a pedestal that was taken away: what the broker keeps of it, and the operator's key.</summary>
/// <param name="fleet">The operator's end.</param>
/// <param name="say">Where it says what it would do.</param>
/// <param name="input">Where the confirmation is typed.</param>
sealed class Forgetting(Operator fleet, Action<string> say, TextReader input)
{
    /// <summary>Does it, once the name was typed again; what became of it in words.</summary>
    /// <param name="name">The pedestal's name, as "watch" shows it.</param>
    /// <param name="evenOnline">Whether it may be connected now.</param>
    /// <param name="keepKey">Whether its key stays in the operator's key file, where "watch" lists it as never seen.</param>
    /// <param name="isConfirmed">Whether nothing is to be typed.</param>
    /// <param name="stop">Gives it up.</param>
    /// <exception cref="FleetException">The broker refuses.</exception>
    /// <exception cref="Messaging.KeyFileException">The key file cannot be written.</exception>
    public async Task<(bool Done, string Text)> RunAsync(
        string name, bool evenOnline, bool keepKey, bool isConfirmed, CancellationToken stop)
    {
        var view = new FleetView(fleet);
        await view.ListenAsync(stop);
        if (view.Pedestals.FirstOrDefault(one => one.Name == name) is not { } pedestal)
        {
            return (false, $"nothing to forget: the broker has nothing of it, and {fleet.KeyFile} has no key of it");
        }

        if (pedestal.IsOnline && !evenOnline)
        {
            return (false, "it is online. Switch it off first; --even-online forgets it all the same, until it reports again");
        }

        var kinds = pedestal.Kinds;
        var hasKey = fleet.Devices.Contains(pedestal.Device) && !keepKey;
        if (kinds.Count == 0 && !hasKey)
        {
            return (false, "nothing to forget: the broker has nothing of it");
        }

        if (!isConfirmed)
        {
            say($"This clears what the broker keeps of {fleet.Venue}/{name} ({(kinds.Count == 0 ? "nothing" : Listed(kinds))})"
                + (hasKey ? $" and removes its key from {fleet.KeyFile}: after that it takes no command until it is provisioned anew."
                    : ".")
                + $" Type {name} to do it:");
            if ((await input.ReadLineAsync(stop))?.Trim() != name)
            {
                return (false, "nothing forgotten: that is not its name");
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

        return (true, string.Join("; ", Done(kinds, hasKey)) + ". Matcher and ticketing still accept its own keys: was it stolen, provision its name anew");
    }

    static IEnumerable<string> Done(IReadOnlyCollection<string> kinds, bool hasKey)
    {
        if (kinds.Count > 0)
        {
            yield return $"the broker has forgotten its {Listed(kinds)}";
        }

        if (hasKey)
        {
            yield return "its key is gone from the key file";
        }
    }

    static string Listed(IReadOnlyCollection<string> kinds) => string.Join(", ", kinds);
}
