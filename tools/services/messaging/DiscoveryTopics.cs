using System.Globalization;

namespace Pedestal.Messaging;

/// <summary>
/// Where Home Assistant looks for devices (https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery): one retained message for
/// each, in a topic whose level may have letters, digits, hyphens and underscores only.
/// </summary>
public static class DiscoveryTopics
{
    /// <summary>Begins all of its topics; it also announces itself below it.</summary>
    public const string Root = "homeassistant/";

    /// <summary>Every device of every venue.</summary>
    public const string Filter = Root + "device/+/config";

    /// <summary>The topic of a pedestal.</summary>
    public static string Of(string venue, string device) => $"{Root}device/{IdOf(venue, device)}/config";

    /// <summary>Whether a topic is that of a pedestal of a venue.</summary>
    public static bool IsOf(string venue, string topic) =>
        topic.StartsWith($"{Root}device/{Prefix(venue)}", StringComparison.Ordinal) && topic.EndsWith("/config", StringComparison.Ordinal);

    /// <summary>A pedestal's id, different for every pedestal of every venue.</summary>
    public static string IdOf(string venue, string device) => Prefix(venue) + Level(device);

    static string Prefix(string venue) => $"pedestal__{Level(venue)}__";

    // An underscore is followed by the two digits of a character or separates names, so that no two names become the same.
    static string Level(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-'
        ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"_{(int)c:x2}")));
}
