using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>Creates a device's keys and gives matcher and ticketing theirs.</summary>
public static class Provisioning
{
    /// <summary>The matcher's key file.</summary>
    public const string MatcherFile = "matcher.keys.json";

    /// <summary>Ticketing's key file.</summary>
    public const string TicketingFile = "ticketing.keys.json";

    /// <summary>The key file of the fleet's operator, for <c>tools/field/fleet</c> and for lanes opened by hand.</summary>
    public const string FleetFile = "fleet.keys.json";

    /// <summary>The default folder of the key files; git ignores it.</summary>
    public const string DefaultFolder = "data";

    /// <summary>
    /// Writes fresh keys for a device into the key files of matcher, its party's ticketing and operator, created if missing, and
    /// into a file for the device. Also creates the device's broker account, whose password goes into the same file, and the
    /// services' accounts. Returns the device's file.
    /// </summary>
    /// <param name="venue">The venue the device is at.</param>
    /// <param name="device">The device's name.</param>
    /// <param name="folder">The folder of the key files.</param>
    /// <param name="roles">What the device may do.</param>
    /// <param name="replace">Whether the device's present keys end at once.</param>
    /// <param name="entrance">The entrance where it is; null: where it was, or the main one.</param>
    /// <param name="party">The relying party whose codes it reads.</param>
    /// <exception cref="KeyFileException">A file cannot be used, belongs to another venue, or would be overwritten.</exception>
    /// <exception cref="ArgumentException">A name cannot be used.</exception>
    public static string Provision(string venue, string device, string folder, DeviceRoles roles = DeviceRoles.Entry,
        bool replace = false, string? entrance = null, string party = PartyNames.Default)
    {
        DeviceNames.Check(venue, "venue");
        DeviceNames.Check(device, "device");
        using var turn = Turn(folder);
        var rings = new KeyFolder(folder, venue, party);
        DeviceNames.RefuseAlike(device, rings.Devices);
        var deviceFile = rings.DeviceFile(device);
        RefuseOverwriting(device, deviceFile, replace, rings);
        var accounts = AccountProvisioning.Load(folder, venue);
        rings.AddParty();
        rings.RefuseOtherParty(device);
        var keys = new DeviceKeys(
            venue, device, rings.Matcher.Generate(device, roles), rings.Ticketing.Generate(device, roles),
            rings.Fleet.Generate(device, DeviceRoles.None), roles, accounts.Renew(device));
        if (entrance is not null)
        {
            rings.Place(device, entrance);
        }

        keys.Save(deviceFile);
        rings.Save();
        AccountProvisioning.Save(accounts, folder, [.. DeviceNames.Services, PartyNames.TicketingOf(party)]);
        return deviceFile;
    }

    /// <summary>
    /// Lets matcher and a relying party's ticketing exchange sealed messages: writes the key that both share, and the party's
    /// account at the broker. Returns the key file of the party's ticketing.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used, or belongs to another venue.</exception>
    /// <exception cref="ArgumentException">A name cannot be used.</exception>
    public static string AddParty(string venue, string party, string folder)
    {
        DeviceNames.Check(venue, "venue");
        using var turn = Turn(folder);
        var rings = new KeyFolder(folder, venue, party);
        rings.AddParty();
        rings.Save();
        AccountProvisioning.Save(
            AccountProvisioning.Load(folder, venue), folder, [.. DeviceNames.Services, PartyNames.TicketingOf(party)]);
        return rings.TicketingFile;
    }

    /// <summary>
    /// Lets one of several matchers of the venue exchange sealed messages with a relying party's ticketing, as a device of its own with an
    /// account of its own at the broker. Returns the matchers' key file, which all of them use.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used, or belongs to another venue.</exception>
    /// <exception cref="ArgumentException">A name cannot be used.</exception>
    public static string AddMatcher(string venue, string node, string folder, string party = PartyNames.Default)
    {
        DeviceNames.Check(venue, "venue");
        if (PartyNames.NodeRefusalOf(node) is { } refusal)
        {
            throw new ArgumentException(refusal);
        }

        using var turn = Turn(folder);
        var rings = new KeyFolder(folder, venue, party);
        rings.AddParty();
        rings.AddParty(node);
        rings.Save();
        var account = PartyNames.MatcherOf(PartyNames.Default, node);
        AccountProvisioning.Save(AccountProvisioning.Load(folder, venue), folder, [.. DeviceNames.Services, account]);
        return Path.Combine(folder, MatcherFile);
    }

    /// <summary>
    /// Gives a further ticketing of a party, on the same database and with the same keys, an account of its own at the broker. Returns
    /// the file of its password.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used, or belongs to another venue.</exception>
    /// <exception cref="ArgumentException">A name cannot be used.</exception>
    public static string AddTicketing(string venue, string node, string folder, string party = PartyNames.Default)
    {
        DeviceNames.Check(venue, "venue");
        if (PartyNames.NodeRefusalOf(node) is { } refusal)
        {
            throw new ArgumentException(refusal);
        }

        using var turn = Turn(folder);
        var account = PartyNames.TicketingOf(party, node);
        AccountProvisioning.Save(AccountProvisioning.Load(folder, venue), folder, [account]);
        return AccountProvisioning.PasswordFile(account, folder);
    }

    /// <summary>
    /// Puts a device that has keys at an entrance; its keys stay as they are, and running services follow within seconds. False
    /// if it has none yet.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used, or belongs to another venue.</exception>
    /// <exception cref="ArgumentException">The entrance cannot have this name.</exception>
    public static bool Place(string venue, string device, string folder, string entrance)
    {
        using var turn = Turn(folder);
        var rings = new KeyFolder(folder, venue, KeyFolder.PartyOf(device, folder) ?? PartyNames.Default);
        if (!rings.Place(device, entrance))
        {
            return false;
        }

        rings.Save();
        return true;
    }

    /// <summary>
    /// Writes fresh keys for a known device like <see cref="Provision"/>, but its present keys stay valid until the device uses
    /// the fresh ones, and until the given instant at the latest. Its roles, its entrance, the operator's key and its broker
    /// account stay. Returns the device's file; null for the matcher itself, which has none.
    /// </summary>
    /// <exception cref="KeyFileException">A file cannot be used.</exception>
    /// <exception cref="ArgumentException">The device has no keys.</exception>
    public static string? Rotate(string device, string folder, DateTimeOffset now, DateTimeOffset until)
    {
        using var turn = Directory.Exists(folder) ? Turn(folder) : null;
        var venue = KeyRing.Load(Path.Combine(folder, MatcherFile)).Venue;
        var rings = new KeyFolder(folder, venue, KeyFolder.PartyOf(device, folder) ?? PartyNames.Default);
        var ticket = rings.Ticketing.Rotate(device, now, until);
        string? deviceFile = null;
        if (PartyNames.IsMatcher(device))
        {
            rings.Matcher.Set(device, ticket, DeviceRoles.None);
        }
        else
        {
            var match = rings.Matcher.Rotate(device, now, until);
            deviceFile = rings.DeviceFile(device);
            new DeviceKeys(venue, device, match, ticket, rings.FleetKeyOf(device), rings.Matcher.RolesOf(device),
                File.Exists(deviceFile) ? DeviceKeys.Load(deviceFile).Broker : null).Save(deviceFile);
        }

        rings.Save();
        return deviceFile;
    }

    static void RefuseOverwriting(string device, string deviceFile, bool replace, KeyFolder rings)
    {
        if (replace)
        {
            return;
        }

        if (rings.Devices.Contains(device))
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
}
