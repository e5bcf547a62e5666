using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// One service's keys: one for every device that may send it requests, and former keys for as long as they may still be used.
/// Safe for concurrent callers: a changed file is adopted as a whole.
/// </summary>
public sealed class KeyRing
{
    /// <summary>The entrance of a venue that has only one.</summary>
    public const string MainEntrance = "main";

    readonly Lock _changing = new();
    readonly string? _file;
    byte[]? _digest;
    volatile ImmutableSortedDictionary<string, RingEntry> _entries =
        ImmutableSortedDictionary.Create<string, RingEntry>(StringComparer.Ordinal);

    /// <summary>Creates an empty key ring for a venue.</summary>
    /// <exception cref="ArgumentException">The venue cannot be a level of a topic.</exception>
    public KeyRing(string venue) => Venue = Checked(venue);

    KeyRing(string file, byte[] content)
    {
        (Venue, _entries) = KeyRingFile.Parse(file, content);
        (_file, _digest) = (file, SHA256.HashData(content));
    }

    /// <summary>Raised after the file was read again and its keys are in use.</summary>
    public event Action? Changed;

    /// <summary>What is wrong with the file now, while the keys read before stay in force; null if nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The venue these devices belong to.</summary>
    public string Venue { get; }

    /// <summary>The devices that have a key.</summary>
    public IReadOnlyCollection<string> Devices => [.. _entries.Keys];

    /// <summary>Reads a key file.</summary>
    /// <exception cref="KeyFileException">The file or one of its entries cannot be used.</exception>
    public static KeyRing Load(string path) => new(path, KeyFile.ReadBytes(path));

    /// <summary>48 fresh secret bytes for a device and the service.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(DeviceKey.Length);

    /// <summary>Gives the device a fresh key and returns its secret, to be written into the device's own file.</summary>
    public byte[] Generate(string device, DeviceRoles roles = DeviceRoles.Entry)
    {
        var secret = NewSecret();
        Set(device, secret, roles);
        return secret;
    }

    /// <summary>Sets the device's key and roles; its former keys and roles end at once, its entrance stays.</summary>
    /// <exception cref="ArgumentException">
    /// The name cannot be a level of a topic, or the secret is not 48 bytes long.
    /// </exception>
    public void Set(string device, byte[] secret, DeviceRoles roles = DeviceRoles.Entry)
    {
        var key = new SealingKey(secret);
        lock (_changing)
        {
            _entries = _entries.SetItem(Checked(device), new RingEntry([key], roles, EntranceOf(device)));
        }
    }

    /// <summary>Puts a device at an entrance; its keys and roles stay. False for a device without a key.</summary>
    /// <exception cref="ArgumentException">The entrance cannot have this name.</exception>
    public bool Place(string device, string entrance)
    {
        Checked(entrance);
        lock (_changing)
        {
            var isKnown = _entries.TryGetValue(device, out var entry);
            _entries = isKnown ? _entries.SetItem(device, entry! with { Entrance = entrance }) : _entries;
            return isKnown;
        }
    }

    /// <summary>
    /// Gives the device a fresh key and returns its secret. The present key stays valid until the fresh one is first used, or
    /// until the given instant at the latest. The roles stay.
    /// </summary>
    /// <exception cref="ArgumentException">The device has no key.</exception>
    public byte[] Rotate(string device, DateTimeOffset now, DateTimeOffset until)
    {
        var secret = NewSecret();
        lock (_changing)
        {
            if (!_entries.TryGetValue(device, out var entry))
            {
                throw new ArgumentException($"\"{device}\" has no key. Create its first one with \"provision\".");
            }

            // Older keys stay too: a device may have missed the last rotation.
            var before = entry.Keys[1..].Where(k => k.Until > now);
            _entries = _entries.SetItem(
                device, entry with { Keys = [new SealingKey(secret), entry.Keys[0].EndingAt(until), .. before] });
        }

        return secret;
    }

    /// <summary>Removes all keys of a device; false if it has none.</summary>
    public bool Remove(string device)
    {
        lock (_changing)
        {
            var before = _entries;
            _entries = before.Remove(device);
            return _entries != before;
        }
    }

    /// <summary>The device's present key; false for a device without one.</summary>
    public bool TryGet(string device, [NotNullWhen(true)] out DeviceKey? key)
    {
        key = _entries.TryGetValue(device, out var entry) ? entry.Keys[0].Key : null;
        return key != null;
    }

    /// <summary>What the device may do now; nothing for a device without a key.</summary>
    public DeviceRoles RolesOf(string device) =>
        _entries.TryGetValue(device, out var entry) ? entry.Roles : DeviceRoles.None;

    /// <summary>The entrance where the device is; <see cref="MainEntrance"/> unless the ring says otherwise.</summary>
    public string EntranceOf(string device) => _entries.TryGetValue(device, out var entry) ? entry.Entrance : MainEntrance;

    /// <summary>
    /// Reads the file again; false if it has not changed. The keys stay as they are if the file cannot be used.
    /// </summary>
    /// <exception cref="KeyFileException">The file cannot be used.</exception>
    public bool Reload()
    {
        if (_file is null)
        {
            return false;
        }

        try
        {
            var content = KeyFile.ReadBytes(_file);
            var digest = SHA256.HashData(content);
            lock (_changing)
            {
                if (digest.AsSpan().SequenceEqual(_digest))
                {
                    Fault = null;
                    return false;
                }

                var (venue, entries) = KeyRingFile.Parse(_file, content);
                _entries = venue == Venue
                    ? entries
                    : throw new KeyFileException(_file, $"belongs to venue \"{venue}\", not \"{Venue}\".");
                (_digest, Fault) = (digest, null);
            }
        }
        catch (KeyFileException e)
        {
            Fault = e.Message;
            throw;
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>Writes the key file; on Unix only its owner can read it.</summary>
    /// <exception cref="KeyFileException">The file cannot be written.</exception>
    public void Save(string path) => KeyRingFile.Write(path, Venue, _entries);

    /// <summary>All keys of a device, newest first; empty for a device without any.</summary>
    internal ImmutableArray<SealingKey> AllOf(string device) =>
        _entries.TryGetValue(device, out var entry) ? entry.Keys : [];

    static string Checked(string name) => Topics.IsName(name)
        ? name
        : throw new ArgumentException("A name must be 1 to 64 letters, digits, '-', '_' or '.'.", nameof(name));
}

/// <summary>A device in a key ring.</summary>
/// <param name="Keys">Its keys, newest first; never empty.</param>
/// <param name="Roles">What it may do, whichever of its keys it uses.</param>
/// <param name="Entrance">Where it is.</param>
sealed record RingEntry(ImmutableArray<SealingKey> Keys, DeviceRoles Roles, string Entrance = KeyRing.MainEntrance);
