using System.Text.Json;

namespace Pedestal.Messaging;

/// <summary>
/// A device's own keys, one for each service it sends requests to and one for its operators, as in the file
/// <c>{"venue":"demo","device":"gate-1","match":"96 hexadecimal digits","ticket":"...","fleet":"...","roles":["entry"],
/// "broker":"password"}</c>.
/// </summary>
/// <param name="Venue">The venue the device is at.</param>
/// <param name="Device">The device's name.</param>
/// <param name="Match">Secret shared with the matcher, 48 bytes.</param>
/// <param name="Ticket">Secret shared with ticketing, 48 bytes.</param>
/// <param name="Fleet">Secret shared with the fleet's operator, 48 bytes; null for no remote commands.</param>
/// <param name="Roles">What the services allow it to do; the device is told, and cannot change it.</param>
/// <param name="Broker">Password of its account at the broker, which has the device's name; null for no account.</param>
public sealed record DeviceKeys(
    string Venue, string Device, byte[] Match, byte[] Ticket, byte[]? Fleet = null, DeviceRoles Roles = DeviceRoles.Entry,
    string? Broker = null)
{
    /// <summary>Reads a device's key file; without roles it is for an entry pedestal.</summary>
    /// <exception cref="KeyFileException">The file or one of its entries cannot be used.</exception>
    public static DeviceKeys Load(string path) => KeyFile.Read(path, root => new DeviceKeys(
        KeyFile.Name(path, root, "venue"),
        KeyFile.Name(path, root, "device"),
        KeyFile.Secret(path, "match", KeyFile.Member(path, root, "match")),
        KeyFile.Secret(path, "ticket", KeyFile.Member(path, root, "ticket")),
        root.TryGetProperty("fleet", out var fleet) ? KeyFile.Secret(path, "fleet", fleet) : null,
        root.TryGetProperty("roles", out var roles)
            ? DeviceRoleNames.Read(path, KeyFile.Name(path, root, "device"), roles)
            : DeviceRoles.Entry,
        root.TryGetProperty("broker", out var broker) ? Password(path, broker) : null));

    /// <summary>Writes the key file; on Unix only its owner can read it.</summary>
    /// <exception cref="KeyFileException">The file cannot be written.</exception>
    public void Save(string path) => KeyFile.Write(
        path,
        new
        {
            venue = Venue,
            device = Device,
            match = Convert.ToHexStringLower(Match),
            ticket = Convert.ToHexStringLower(Ticket),
            fleet = Fleet is null ? null : Convert.ToHexStringLower(Fleet),
            roles = DeviceRoleNames.List(Roles),
            broker = Broker,
        });

    // The limits of the pedestal's own setting.
    static string Password(string path, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
        return text.Length is > 0 and <= BrokerAccounts.LongestPassword && text.All(c => c is >= ' ' and <= '~')
            ? text
            : throw new KeyFileException(path, $"\"broker\" must be 1 to {BrokerAccounts.LongestPassword} printable ASCII characters.");
    }

    /// <summary>Venue and device only: a record would print its secrets' types, and one day their bytes.</summary>
    public override string ToString() => $"{Venue}/{Device}";
}
