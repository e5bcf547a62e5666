using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>Gives a device its keys and both services theirs.</summary>
public static class Provisioning
{
    /// <summary>The matcher's key file.</summary>
    public const string MatcherFile = "matcher.keys.json";

    /// <summary>Ticketing's key file.</summary>
    public const string TicketingFile = "ticketing.keys.json";

    /// <summary>The key file of the fleet's operator, for <c>tools/fleet</c>. No service reads it.</summary>
    public const string FleetFile = "fleet.keys.json";

    /// <summary>
    /// Writes fresh keys for a device into the folder's two service files and the operator's, created if missing, and into
    /// a file for the device; returns the device's file.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used, or belongs to another venue.</exception>
    /// <exception cref="ArgumentException">A name cannot be used.</exception>
    public static string Provision(string venue, string device, string folder)
    {
        if (device == MatcherService.TicketingDevice)
        {
            throw new ArgumentException($"\"{device}\" is the matcher itself; give the device another name.");
        }

        Directory.CreateDirectory(folder);
        var matcherFile = Path.Combine(folder, MatcherFile);
        var ticketingFile = Path.Combine(folder, TicketingFile);
        var matcher = LoadOrNew(matcherFile, venue);
        var ticketing = LoadOrNew(ticketingFile, venue);
        if (!matcher.TryGet(MatcherService.TicketingDevice, out _)
            || !ticketing.TryGet(MatcherService.TicketingDevice, out _))
        {
            matcher.Set(MatcherService.TicketingDevice, ticketing.Generate(MatcherService.TicketingDevice));
        }

        var fleetFile = Path.Combine(folder, FleetFile);
        var fleet = LoadOrNew(fleetFile, venue);
        var keys = new DeviceKeys(
            venue, device, matcher.Generate(device), ticketing.Generate(device), fleet.Generate(device));
        var deviceFile = Path.Combine(folder, device + ".keys.json");
        keys.Save(deviceFile);
        matcher.Save(matcherFile);
        ticketing.Save(ticketingFile);
        fleet.Save(fleetFile);
        return deviceFile;
    }

    /// <summary>
    /// Writes fresh keys for a known device like <see cref="Provision"/>, but those it has may be used until it uses the
    /// fresh ones, and until this instant at most. The operator's key stays: "fleet set DEVICE fleet.key=..." changes it.
    /// For the matcher itself there is no device file: null.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used.</exception>
    /// <exception cref="ArgumentException">The device has no keys.</exception>
    public static string? Rotate(string device, string folder, DateTimeOffset now, DateTimeOffset until)
    {
        var matcherFile = Path.Combine(folder, MatcherFile);
        var ticketingFile = Path.Combine(folder, TicketingFile);
        var matcher = KeyRing.Load(matcherFile);
        var ticketing = KeyRing.Load(ticketingFile);
        var ticket = ticketing.Rotate(device, now, until);
        string? deviceFile = null;
        if (device == MatcherService.TicketingDevice)
        {
            matcher.Set(device, ticket);
        }
        else
        {
            var match = matcher.Rotate(device, now, until);
            deviceFile = Path.Combine(folder, device + ".keys.json");
            new DeviceKeys(matcher.Venue, device, match, ticket, FleetKeyOf(device, folder)).Save(deviceFile);
        }

        // Ticketing first: it takes the matcher's new key before the matcher uses it.
        ticketing.Save(ticketingFile);
        matcher.Save(matcherFile);
        return deviceFile;
    }

    static byte[]? FleetKeyOf(string device, string folder)
    {
        var file = Path.Combine(folder, FleetFile);
        return File.Exists(file) && KeyRing.Load(file).TryGet(device, out var key)
            ? [.. key.Encryption, .. key.Authentication]
            : null;
    }

    static KeyRing LoadOrNew(string file, string venue)
    {
        if (!File.Exists(file))
        {
            return new KeyRing(venue);
        }

        var ring = KeyRing.Load(file);
        return ring.Venue == venue
            ? ring
            : throw new KeyFileException(file, $"belongs to venue \"{ring.Venue}\", not \"{venue}\".");
    }
}
