using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Pedestal.Core.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// One service's keys, one for every device that may ask it, and the keys that devices had before for as long as those may
/// still be used. Safe for concurrent callers: a change of the file is taken over as a whole.
/// </summary>
public sealed class KeyRing
{
    readonly Lock _changing = new();
    readonly string? _file;
    byte[]? _digest;
    volatile ImmutableSortedDictionary<string, ImmutableArray<SealingKey>> _keys =
        ImmutableSortedDictionary.Create<string, ImmutableArray<SealingKey>>(StringComparer.Ordinal);

    /// <summary>Creates an empty ring for a venue.</summary>
    /// <exception cref="ArgumentException">The venue cannot be a level of a topic.</exception>
    public KeyRing(string venue) => Venue = Checked(venue);

    KeyRing(string file, byte[] content)
    {
        (Venue, _keys) = KeyRingFile.Parse(file, content);
        (_file, _digest) = (file, SHA256.HashData(content));
    }

    /// <summary>Raised after the file was read again and its keys are in use.</summary>
    public event Action? Changed;

    /// <summary>What is wrong with the file as it is now, while the keys read before stay in force; null if nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The venue these devices belong to.</summary>
    public string Venue { get; }

    /// <summary>The devices that have a key.</summary>
    public IReadOnlyCollection<string> Devices => [.. _keys.Keys];

    /// <summary>Reads a key file.</summary>
    /// <exception cref="KeyFileException">The file or one of its entries cannot be used.</exception>
    public static KeyRing Load(string path) => new(path, KeyFile.ReadBytes(path));

    /// <summary>48 fresh secret bytes for a device and the service.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(DeviceKey.Length);

    /// <summary>Gives the device a fresh key and returns its secret, to be put into the device's own file.</summary>
    public byte[] Generate(string device)
    {
        var secret = NewSecret();
        Set(device, secret);
        return secret;
    }

    /// <summary>Gives the device this key; those it had before end at once.</summary>
    /// <exception cref="ArgumentException">
    /// The name cannot be a level of a topic, or the secret has not 48 bytes.
    /// </exception>
    public void Set(string device, byte[] secret)
    {
        var key = new SealingKey(secret);
        lock (_changing)
        {
            _keys = _keys.SetItem(Checked(device), [key]);
        }
    }

    /// <summary>
    /// Gives the device a fresh key and returns its secret. The one it has may be used until the fresh one is, and until
    /// this instant at most.
    /// </summary>
    /// <exception cref="ArgumentException">The device has no key.</exception>
    public byte[] Rotate(string device, DateTimeOffset now, DateTimeOffset until)
    {
        var secret = NewSecret();
        lock (_changing)
        {
            if (!_keys.TryGetValue(device, out var keys))
            {
                throw new ArgumentException($"There is no key of \"{device}\". Give it its first one with \"provision\".");
            }

            // Older ones stay: a device may have missed the last rotation.
            var before = keys[1..].Where(k => k.Until > now);
            _keys = _keys.SetItem(device, [new SealingKey(secret), keys[0].EndingAt(until), .. before]);
        }

        return secret;
    }

    /// <summary>Takes all keys of a device away; false if it has none.</summary>
    public bool Remove(string device)
    {
        lock (_changing)
        {
            var before = _keys;
            _keys = before.Remove(device);
            return _keys != before;
        }
    }

    /// <summary>The device's present key; false for a device without one.</summary>
    public bool TryGet(string device, [NotNullWhen(true)] out DeviceKey? key)
    {
        key = _keys.TryGetValue(device, out var keys) ? keys[0].Key : null;
        return key != null;
    }

    /// <summary>
    /// Reads the file again; false if it is as before. The keys stay as they are when it cannot be used.
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

                var (venue, keys) = KeyRingFile.Parse(_file, content);
                _keys = venue == Venue
                    ? keys
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
    public void Save(string path) => KeyRingFile.Write(path, Venue, _keys);

    /// <summary>All keys of a device, the newest first; empty for a device without any.</summary>
    internal ImmutableArray<SealingKey> AllOf(string device) =>
        _keys.TryGetValue(device, out var keys) ? keys : [];

    static string Checked(string name) => Topics.IsName(name)
        ? name
        : throw new ArgumentException("A name must be 1 to 64 letters, digits, '-', '_' or '.'.", nameof(name));
}
