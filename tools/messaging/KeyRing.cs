using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Pedestal.Core.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// One service's keys, one for every device that may ask it, as in the file
/// <c>{"venue":"demo","keys":{"gate-1":"96 hexadecimal digits"}}</c>.
/// </summary>
public sealed class KeyRing
{
    readonly SortedDictionary<string, byte[]> _secrets = new(StringComparer.Ordinal);
    readonly Dictionary<string, DeviceKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Creates an empty ring for a venue.</summary>
    /// <exception cref="ArgumentException">The venue cannot be a level of a topic.</exception>
    public KeyRing(string venue)
    {
        Venue = Checked(venue);
    }

    /// <summary>The venue these devices belong to.</summary>
    public string Venue { get; }

    /// <summary>The devices that have a key.</summary>
    public IReadOnlyCollection<string> Devices => _secrets.Keys;

    /// <summary>Reads a key file.</summary>
    /// <exception cref="KeyFileException">The file or one of its entries cannot be used.</exception>
    public static KeyRing Load(string path)
    {
        using var document = KeyFile.Read(path);
        var ring = new KeyRing(KeyFile.Name(path, document.RootElement, "venue"));
        var keys = KeyFile.Member(path, document.RootElement, "keys");
        if (keys.ValueKind != JsonValueKind.Object)
        {
            throw new KeyFileException(path, "\"keys\" must be an object of device names and keys.");
        }

        foreach (var entry in keys.EnumerateObject())
        {
            if (!Topics.IsName(entry.Name))
            {
                throw new KeyFileException(
                    path,
                    $"device number {ring._secrets.Count + 1} in \"keys\" has a name that is not 1 to 64 letters, "
                    + "digits, '-', '_' or '.'.");
            }

            if (ring._secrets.ContainsKey(entry.Name))
            {
                throw new KeyFileException(path, $"\"{entry.Name}\" has two keys.");
            }

            ring.Set(entry.Name, KeyFile.Secret(path, entry.Name, entry.Value));
        }

        return ring;
    }

    /// <summary>48 fresh secret bytes for a device and the service.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(DeviceKey.Length);

    /// <summary>Gives the device a fresh key and returns its secret, to be put into the device's own file.</summary>
    public byte[] Generate(string device)
    {
        var secret = NewSecret();
        Set(device, secret);
        return secret;
    }

    /// <summary>Gives the device this key.</summary>
    /// <exception cref="ArgumentException">
    /// The name cannot be a level of a topic, or the secret has not 48 bytes.
    /// </exception>
    public void Set(string device, byte[] secret)
    {
        var key = new DeviceKey(secret);
        _secrets[Checked(device)] = secret;
        _keys[device] = key;
    }

    /// <summary>The device's key; false for a device without one.</summary>
    public bool TryGet(string device, [NotNullWhen(true)] out DeviceKey? key) => _keys.TryGetValue(device, out key);

    /// <summary>Writes the key file; on Unix only its owner can read it.</summary>
    /// <exception cref="KeyFileException">The file cannot be written.</exception>
    public void Save(string path) => KeyFile.Write(
        path, new { venue = Venue, keys = _secrets.ToDictionary(e => e.Key, e => Convert.ToHexStringLower(e.Value)) });

    static string Checked(string name) => Topics.IsName(name)
        ? name
        : throw new ArgumentException("A name must be 1 to 64 letters, digits, '-', '_' or '.'.", nameof(name));
}
