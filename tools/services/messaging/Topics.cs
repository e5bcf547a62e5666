using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>The pedestals' topics from a service's side: all devices of a venue at once.</summary>
public static class Topics
{
    /// <summary>Longest venue or device name.</summary>
    public const int MaximumNameLength = 64;

    /// <summary>The subscription to one channel of every device of the venue.</summary>
    public static string FilterOf(string venue, Channel channel) => Topic.Of(venue, "+", channel);

    /// <summary>A subscription shared by a group: the broker gives each message to one of its members.</summary>
    public static string SharedFilterOf(string group, string filter) => $"$share/{group}/{filter}";

    /// <summary>The device that a received topic belongs to; false if the topic is not of this venue and channel.</summary>
    public static bool TryGetDevice(string topic, string venue, Channel channel, out string device)
    {
        var prefix = Topic.Root + "/" + venue + "/";
        var suffix = "/" + Topic.Suffix(channel);
        device = string.Empty;
        if (topic.Length <= prefix.Length + suffix.Length
            || !topic.StartsWith(prefix, StringComparison.Ordinal)
            || !topic.EndsWith(suffix, StringComparison.Ordinal))
        {
            return false;
        }

        var name = topic[prefix.Length..^suffix.Length];
        if (!IsName(name))
        {
            return false;
        }

        device = name;
        return true;
    }

    /// <summary>
    /// Whether a text can name a venue or a device: 1 to 64 of A-Z, a-z, 0-9, '-', '_', '.'. Such a name is one topic level and
    /// safe in a log line.
    /// </summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaximumNameLength
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
