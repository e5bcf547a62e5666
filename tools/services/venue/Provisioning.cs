using Pedestal.Matcher;
using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>Creates a device's keys and gives both services theirs.</summary>
public static class Provisioning
{
    /// <summary>The matcher's key file.</summary>
    public const string MatcherFile = "matcher.keys.json";

    /// <summary>Ticketing's key file.</summary>
    public const string TicketingFile = "ticketing.keys.json";

    /// <summary>The key file of the fleet's operator, for <c>tools/field/fleet</c>. No service reads it.</summary>
    public const string FleetFile = "fleet.keys.json";

    /// <summary>The default folder of the key files; git ignores it.</summary>
    public const string DefaultFolder = "data";

    /// <summary>
    /// Writes fresh keys for a device into the folder's two service files and the operator's file, created if missing, and into
    /// a file for the device. Also creates the device's broker account, whose password goes into the same file, and the
    /// services' accounts. Returns the device's file.
    /// </summary>
    /// <param name="venue">The venue the device is at.</param>
    /// <param name="device">The device's name.</param>
    /// <param name="folder">The folder of the key files.</param>
    /// <param name="roles">What the device may do.</param>
    /// <param name="replace">Whether the device's present keys end at once.</param>
    /// <exception cref="KeyFileException">A file cannot be used, belongs to another venue, or would be overwritten.</exception>
    /// <exception cref="ArgumentException">A name cannot be used.</exception>
    public static string Provision(string venue, string device, string folder, DeviceRoles roles = DeviceRoles.Entry,
        bool replace = false)
    {
        DeviceNames.Check(venue, "venue");
        DeviceNames.Check(device, "device");
        using var turn = Turn(folder);
        var matcherFile = Path.Combine(folder, MatcherFile);
        var ticketingFile = Path.Combine(folder, TicketingFile);
        var fleetFile = Path.Combine(folder, FleetFile);
        var matcher = LoadOrNew(matcherFile, venue);
        var ticketing = LoadOrNew(ticketingFile, venue);
        var fleet = LoadOrNew(fleetFile, venue);
        DeviceNames.RefuseAlike(device, matcher.Devices.Concat(ticketing.Devices).Concat(fleet.Devices));
        var deviceFile = DeviceFile(device, folder);
        var accounts = AccountProvisioning.Load(folder, venue);
        RefuseOverwriting(device, deviceFile, replace, [matcher, ticketing, fleet]);
        if (!matcher.TryGet(MatcherService.TicketingDevice, out _)
            || !ticketing.TryGet(MatcherService.TicketingDevice, out _))
        {
            matcher.Set(MatcherService.TicketingDevice,
                ticketing.Generate(MatcherService.TicketingDevice, DeviceRoles.None), DeviceRoles.None);
        }

        var keys = new DeviceKeys(
            venue, device, matcher.Generate(device, roles), ticketing.Generate(device, roles),
            fleet.Generate(device, DeviceRoles.None), roles, accounts.Renew(device));
        keys.Save(deviceFile);
        ticketing.Save(ticketingFile);
        matcher.Save(matcherFile);
        fleet.Save(fleetFile);
        AccountProvisioning.Save(accounts, folder, DeviceNames.Services);
        return deviceFile;
    }

    /// <summary>
    /// Writes fresh keys for a known device like <see cref="Provision"/>, but its present keys stay valid until the device uses
    /// the fresh ones, and until the given instant at the latest. Its roles, the operator's key and its broker account stay.
    /// Returns the device's file; null for the matcher itself, which has none.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used.</exception>
    /// <exception cref="ArgumentException">The device has no keys.</exception>
    public static string? Rotate(string device, string folder, DateTimeOffset now, DateTimeOffset until)
    {
        using var turn = Directory.Exists(folder) ? Turn(folder) : null;
        var matcherFile = Path.Combine(folder, MatcherFile);
        var ticketingFile = Path.Combine(folder, TicketingFile);
        var matcher = KeyRing.Load(matcherFile);
        var ticketing = KeyRing.Load(ticketingFile);
        var ticket = ticketing.Rotate(device, now, until);
        string? deviceFile = null;
        if (device == MatcherService.TicketingDevice)
        {
            matcher.Set(device, ticket, DeviceRoles.None);
        }
        else
        {
            var match = matcher.Rotate(device, now, until);
            deviceFile = DeviceFile(device, folder);
            new DeviceKeys(matcher.Venue, device, match, ticket, FleetKeyOf(device, folder), matcher.RolesOf(device),
                File.Exists(deviceFile) ? DeviceKeys.Load(deviceFile).Broker : null).Save(deviceFile);
        }

        // Ticketing first, so that it knows the matcher's new key before the matcher uses it.
        ticketing.Save(ticketingFile);
        matcher.Save(matcherFile);
        return deviceFile;
    }

    static string DeviceFile(string device, string folder) => Path.Combine(folder, device + ".keys.json");

    static void RefuseOverwriting(string device, string deviceFile, bool replace, KeyRing[] rings)
    {
        if (replace)
        {
            return;
        }

        if (rings.Any(ring => ring.Devices.Contains(device)))
        {
            throw new KeyFileException(deviceFile,
                $"\"{device}\" has keys already. \"rotate {device}\" renews them without an interruption; \"provision\" with --replace gives "
                + "it new ones and ends the present ones at once, as after a theft.");
        }

        if (Path.Exists(deviceFile))
        {
            throw new KeyFileException(deviceFile, "exists already. Move it, or use --replace to overwrite it.");
        }
    }

    // Two runs at the same time would overwrite each other's changes.
    internal static FileStream Turn(string folder)
    {
        var file = Path.Combine(folder, ".provisioning");
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(
                file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(file, $"cannot be opened; another command may be changing keys in this folder. {e.Message}", e);
        }
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
