using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>A venue that the matcher serves: its pedestals' keys, its broker, and the relying parties reached there.</summary>
public sealed class VenueSettings
{
    /// <summary>The device keys, written by "provision"; they name the venue.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The MQTT broker.</summary>
    public BrokerSettings Broker { get; set; } = new();

    /// <summary>The relying party of the venue's own ticketing, reached as the device "matcher".</summary>
    public string Party { get; set; } = "";

    /// <summary>Further parties, each reached as the device "matcher.PARTY".</summary>
    public string[] MoreParties { get; set; } = [];

    /// <summary>Refuses settings that cannot work.</summary>
    /// <param name="name">The setting's name.</param>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it.</exception>
    internal void Validate(string name)
    {
        if (KeyFile.Length == 0)
        {
            throw new InvalidOperationException($"{name}:KeyFile is missing: the key file that \"provision\" wrote for this venue.");
        }

        _ = Broker.MoreAddresses;
        string[] parties = [Party, .. MoreParties];
        if (parties.Select(PartyNames.RefusalOf).OfType<string>().FirstOrDefault() is { } refusal)
        {
            throw new InvalidOperationException($"{name}:Party or {name}:MoreParties cannot be used. {refusal}");
        }

        if (MoreParties.Contains(PartyNames.Default) || parties.Distinct(StringComparer.OrdinalIgnoreCase).Count() < parties.Length)
        {
            throw new InvalidOperationException(
                $"{name}:MoreParties must be different parties beside the venue's own, none of them named \"{PartyNames.Default}\".");
        }
    }
}
