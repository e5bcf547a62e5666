namespace Pedestal.Messaging;

/// <summary>
/// A device's own keys, one for each service it asks, as in the file
/// <c>{"venue":"demo","device":"gate-1","match":"96 hexadecimal digits","ticket":"96 hexadecimal digits"}</c>.
/// </summary>
/// <param name="Venue">The venue the device stands in.</param>
/// <param name="Device">The device's name.</param>
/// <param name="Match">Secret shared with the matcher, 48 bytes.</param>
/// <param name="Ticket">Secret shared with ticketing, 48 bytes.</param>
public sealed record DeviceKeys(string Venue, string Device, byte[] Match, byte[] Ticket)
{
    /// <summary>Reads a device's key file.</summary>
    /// <exception cref="KeyFileException">The file or one of its entries cannot be used.</exception>
    public static DeviceKeys Load(string path)
    {
        using var document = KeyFile.Read(path);
        var root = document.RootElement;
        return new DeviceKeys(
            KeyFile.Name(path, root, "venue"),
            KeyFile.Name(path, root, "device"),
            KeyFile.Secret(path, "match", KeyFile.Member(path, root, "match")),
            KeyFile.Secret(path, "ticket", KeyFile.Member(path, root, "ticket")));
    }

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
        });

    /// <summary>Venue and device only: a record would print its secrets' types, and one day their bytes.</summary>
    public override string ToString() => $"{Venue}/{Device}";
}
