using System.Globalization;

namespace Pedestal.Fleet;

/// <summary>Parses the broker's address on the command line.</summary>
static class BrokerAddress
{
    /// <summary>Reads host:port.</summary>
    /// <exception cref="FleetException">It is not an address.</exception>
    public static (string Host, int Port) Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? (text[..colon].Trim('[', ']'), port)
            : throw new FleetException($"--broker '{text}' is not an address. Use host:port, such as 127.0.0.1:1883.", isUsage: true);
    }
}
