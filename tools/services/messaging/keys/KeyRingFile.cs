using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pedestal.Messaging;

/// <summary>
/// A key ring's file: <c>{"venue":"demo","keys":{"gate-1":"96 hexadecimal
/// digits"},"roles":{"gate-1":["entry"]},"entrance":{"gate-1":"north"},"before":{"gate-1":[{"key":"96 hexadecimal
/// digits","until":"2026-11-24T06:00:00Z"}]}}</c>, a device's former keys newest first. "before" and "entrance" may be absent;
/// a device without roles is an entry pedestal, and one without an entrance is at "main".
/// </summary>
static class KeyRingFile
{
    internal static (string Venue, ImmutableSortedDictionary<string, RingEntry> Keys) Parse(
        string path, byte[] content) => KeyFile.Parse(path, content, root => Parse(path, root));

    static (string Venue, ImmutableSortedDictionary<string, RingEntry> Keys) Parse(string path, JsonElement root)
    {
        var venue = KeyFile.Name(path, root, "venue");
        var rings = ImmutableSortedDictionary.CreateBuilder<string, RingEntry>(StringComparer.Ordinal);
        foreach (var entry in Entries(path, KeyFile.Member(path, root, "keys"), "keys"))
        {
            if (!Topics.IsName(entry.Name))
            {
                throw new KeyFileException(
                    path,
                    $"device number {rings.Count + 1} in \"keys\" has a name that is not 1 to 64 letters, "
                    + "digits, '-', '_' or '.'.");
            }

            rings.Add(entry.Name, new RingEntry([new SealingKey(KeyFile.Secret(path, entry.Name, entry.Value))], DeviceRoles.Entry));
        }

        if (root.TryGetProperty("roles", out var roles))
        {
            foreach (var entry in Entries(path, roles, "roles"))
            {
                rings[entry.Name] = rings.TryGetValue(entry.Name, out var ring)
                    ? ring with { Roles = DeviceRoleNames.Read(path, entry.Name, entry.Value) }
                    : throw new KeyFileException(path, "\"roles\" has an entry for a device that is not in \"keys\".");
            }
        }

        if (root.TryGetProperty("entrance", out var entrances))
        {
            foreach (var entry in Entries(path, entrances, "entrance"))
            {
                var name = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : "";
                rings[entry.Name] = rings.TryGetValue(entry.Name, out var ring) && Topics.IsName(name)
                    ? ring with { Entrance = name }
                    : throw new KeyFileException(path,
                        "\"entrance\" has an entry that is not the name of an entrance for a device in \"keys\": 1 to 64 letters, digits, "
                        + "'-', '_' or '.'.");
            }
        }

        if (root.TryGetProperty("before", out var before))
        {
            foreach (var entry in Entries(path, before, "before"))
            {
                rings[entry.Name] = rings.TryGetValue(entry.Name, out var ring) && entry.Value.ValueKind == JsonValueKind.Array
                    ? ring with
                    {
                        Keys = ring.Keys.AddRange(
                            entry.Value.EnumerateArray().Select(former => Former(path, entry.Name, former))),
                    }
                    : throw new KeyFileException(
                        path, "\"before\" has an entry that is not a list of former keys of a device in \"keys\".");
            }
        }

        return (venue, rings.ToImmutable());
    }

    internal static void Write(
        string path, string venue, ImmutableSortedDictionary<string, RingEntry> rings) => KeyFile.Write(
        path,
        new
        {
            venue,
            keys = rings.ToDictionary(e => e.Key, e => Hex(e.Value.Keys[0])),
            roles = rings.ToDictionary(e => e.Key, e => DeviceRoleNames.List(e.Value.Roles)),
            entrance = rings.Where(e => e.Value.Entrance != KeyRing.MainEntrance).ToDictionary(e => e.Key, e => e.Value.Entrance),
            before = rings.Where(e => e.Value.Keys.Length > 1).ToDictionary(
                e => e.Key, e => e.Value.Keys.Skip(1).Select(k => new { key = Hex(k), until = k.Until!.Value.ToString("O") })),
        });

    static JsonElement.ObjectEnumerator Entries(string path, JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw new KeyFileException(path, $"\"{name}\" must be an object with device names.");

    static SealingKey Former(string path, string device, JsonElement former)
    {
        var until = KeyFile.Member(path, former, "until");
        return DateTimeOffset.TryParse(
                until.ValueKind == JsonValueKind.String ? until.GetString() : null,
                CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end)
            ? new SealingKey(KeyFile.Secret(path, device, KeyFile.Member(path, former, "key")), end)
            : throw new KeyFileException(path, $"a former key of \"{device}\" has no time \"until\" when it may be used.");
    }

    static string Hex(SealingKey key) => Convert.ToHexStringLower(key.Secret);
}
