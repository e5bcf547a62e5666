using System.Globalization;
using Pedestal.Hal;

namespace Pedestal.Messaging;

/// <summary>Reads the addresses of brokers from settings and command lines.</summary>
public static class BrokerAddresses
{
    /// <summary>Reads a host with its port.</summary>
    /// <param name="text"><c>host:port</c>, or <c>host</c> where there is a default.</param>
    /// <param name="port">The port if there is none; null if there must be one.</param>
    /// <exception cref="FormatException">It is not an address; the message says what is expected.</exception>
    public static BrokerAddress Parse(string text, int? port = null)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > 0 && !text.EndsWith(']');
        var host = (hasPort ? text[..colon] : text).Trim('[', ']');
        var number = port ?? 0;
        if (hasPort)
        {
            _ = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number);
        }

        return number is > 0 and <= 65535 && Uri.CheckHostName(host) != UriHostNameType.Unknown
            ? new BrokerAddress(host, number)
            : throw new FormatException($"'{text}' is not an address of a broker. Use host:port, such as 127.0.0.1:1883.");
    }

    /// <summary>Reads several, separated by commas.</summary>
    /// <exception cref="FormatException">One is not an address.</exception>
    public static IReadOnlyList<BrokerAddress> ParseAll(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(one => Parse(one))];

    /// <summary>Reads further brokers of a configuration.</summary>
    /// <param name="texts">Each <c>host</c> or <c>host:port</c>.</param>
    /// <param name="port">The port of those without one.</param>
    /// <param name="setting">The setting's name.</param>
    /// <exception cref="InvalidOperationException">One is not an address; the message names the setting.</exception>
    public static IReadOnlyList<BrokerAddress> OfSetting(IEnumerable<string> texts, int port, string setting)
    {
        try
        {
            return [.. texts.Select(text => Parse(text, port))];
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"{setting}: {e.Message}", e);
        }
    }
}
