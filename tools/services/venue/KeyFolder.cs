using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>The key files of a venue's services in one folder: matcher, one party's ticketing, and operator.</summary>
sealed class KeyFolder
{
    const string Extension = ".keys.json";

    readonly string _folder;
    readonly string _party;

    /// <summary>Reads the files that exist; the others are created by <see cref="Save"/>.</summary>
    /// <exception cref="KeyFileException">A file cannot be used, or belongs to another venue.</exception>
    /// <exception cref="ArgumentException">The party cannot have this name.</exception>
    public KeyFolder(string folder, string venue, string party)
    {
        if (PartyNames.RefusalOf(party) is { } refusal)
        {
            throw new ArgumentException(refusal);
        }

        (_folder, _party) = (folder, party);
        Matcher = LoadOrNew(MatcherFile, venue);
        Ticketing = LoadOrNew(TicketingFile, venue);
        Fleet = LoadOrNew(FleetFile, venue);
        DeviceNames.RefuseAlike(PartyNames.MatcherOf(party), Matcher.Devices);
    }

    /// <summary>The matcher's keys, for the devices of all parties.</summary>
    public KeyRing Matcher { get; }

    /// <summary>The keys of the party's ticketing.</summary>
    public KeyRing Ticketing { get; }

    /// <summary>The operator's keys.</summary>
    public KeyRing Fleet { get; }

    /// <summary>All devices of the three.</summary>
    public IEnumerable<string> Devices => Matcher.Devices.Union(Ticketing.Devices).Union(Fleet.Devices);

    /// <summary>The key file of the party's ticketing.</summary>
    public string TicketingFile => PathOf(PartyNames.TicketingOf(_party) + Extension);

    string MatcherFile => PathOf(Provisioning.MatcherFile);

    string FleetFile => PathOf(Provisioning.FleetFile);

    /// <summary>The party whose ticketing has a device's key; null if none has.</summary>
    /// <exception cref="KeyFileException">A key file cannot be used.</exception>
    public static string? PartyOf(string device, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var file = Directory.GetFiles(folder, PartyNames.Default + "*" + Extension).Order(StringComparer.Ordinal)
            .FirstOrDefault(file => PartyNames.IsTicketing(NameOf(file)) && KeyRing.Load(file).Devices.Contains(device));
        return file is null ? null : NameOf(file) is PartyNames.Default ? PartyNames.Default : NameOf(file)[(PartyNames.Default.Length + 1)..];

        static string NameOf(string file) => Path.GetFileName(file)[..^Extension.Length];
    }

    /// <summary>The file with a device's own keys.</summary>
    public string DeviceFile(string device) => PathOf(device + Extension);

    /// <summary>Creates the key that a matcher shares with ticketing, if one of them lacks it.</summary>
    /// <param name="node">The matcher's name among several; empty for the first or only one.</param>
    public void AddParty(string node = "")
    {
        var own = PartyNames.MatcherOf(_party, node);
        if (!Matcher.TryGet(own, out _) || !Ticketing.TryGet(own, out _))
        {
            Matcher.Set(own, Ticketing.Generate(own, DeviceRoles.None), DeviceRoles.None);
        }
    }

    /// <summary>Refuses a device whose codes another party reads.</summary>
    /// <exception cref="ArgumentException">Another party has it.</exception>
    public void RefuseOtherParty(string device)
    {
        if (PartyOf(device, _folder) is { } other && other != _party)
        {
            throw new ArgumentException(
                $"\"{device}\" belongs to the party \"{other}\": give the pedestal another name, or --party {other}.");
        }
    }

    /// <summary>Puts a device at an entrance; false if it has no keys.</summary>
    /// <exception cref="ArgumentException">The entrance cannot have this name.</exception>
    public bool Place(string device, string entrance) => Matcher.Place(device, entrance) & Ticketing.Place(device, entrance);

    /// <summary>The operator's key for a device; null if there is none.</summary>
    public byte[]? FleetKeyOf(string device) =>
        Fleet.TryGet(device, out var key) ? [.. key.Encryption, .. key.Authentication] : null;

    /// <summary>Writes the files; ticketing's first, so that it knows a new key of the matcher before the matcher uses it.</summary>
    /// <exception cref="KeyFileException">A file cannot be written.</exception>
    public void Save()
    {
        Ticketing.Save(TicketingFile);
        Matcher.Save(MatcherFile);
        if (Fleet.Devices.Count > 0)
        {
            Fleet.Save(FleetFile);
        }
    }

    string PathOf(string file) => Path.Combine(_folder, file);

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
