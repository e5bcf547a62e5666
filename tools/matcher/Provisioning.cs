using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>Gives a device its keys and both services theirs.</summary>
public static class Provisioning
{
    /// <summary>The matcher's key file.</summary>
    public const string MatcherFile = "matcher.keys.json";

    /// <summary>Ticketing's key file.</summary>
    public const string TicketingFile = "ticketing.keys.json";

    /// <summary>
    /// Writes fresh keys for a device into the folder's two service files, created if missing, and into a file for the
    /// device; returns the device's file.
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

        var keys = new DeviceKeys(venue, device, matcher.Generate(device), ticketing.Generate(device));
        var deviceFile = Path.Combine(folder, device + ".keys.json");
        keys.Save(deviceFile);
        matcher.Save(matcherFile);
        ticketing.Save(ticketingFile);
        return deviceFile;
    }

    /// <summary>
    /// Writes fresh keys for a known device like <see cref="Provision"/>, but those it has may be used until it uses the
    /// fresh ones, and until this instant at most. For the matcher itself there is no device file: null.
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
            new DeviceKeys(matcher.Venue, device, match, ticket).Save(deviceFile);
        }

        // Ticketing first: it takes the matcher's new key before the matcher uses it.
        ticketing.Save(ticketingFile);
        matcher.Save(matcherFile);
        return deviceFile;
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
