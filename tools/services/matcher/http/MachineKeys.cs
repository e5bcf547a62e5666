using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>A machine with a key of its own.</summary>
/// <param name="Name">Its name, as it stands with what it does.</param>
/// <param name="KeyHash">The SHA-256 of its key, in hexadecimal digits.</param>
/// <param name="Scopes">What the key may be used for.</param>
sealed record Machine(string Name, string KeyHash, IReadOnlyList<KeyScope> Scopes)
{
    /// <summary>The rights of its scopes, as requests name them.</summary>
    [JsonIgnore]
    public IEnumerable<string> Rights => Scopes.SelectMany(scope => scope switch
    {
        KeyScope.Tickets => Enum.GetNames<OperatorRole>(),
        KeyScope.Palms => [KeyRights.Palms, KeyRights.Purge],
        _ => [KeyRights.Status],
    });
}

/// <summary>
/// The machines that may use the HTTP API within scopes, in a file of which the commands "machine" write a new version; a running
/// matcher follows at once.
/// </summary>
sealed class MachineKeys(string path, ILogger? logger = null)
{
    const int LargestFile = 256 * 1024;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    readonly Lock _lock = new();
    IReadOnlyList<Machine> _machines = [];
    DateTime _readAt;

    /// <summary>All machines, by name.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be used.</exception>
    public IReadOnlyList<Machine> Load()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<List<Machine>>(TextFile.Read(path, LargestFile), Json) ?? [] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            throw new InvalidOperationException($"The machines' keys {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Adds a machine, or gives one another key and scopes; returns the key, which is stored as its digest only.</summary>
    public string Set(string name, IReadOnlyList<KeyScope> scopes)
    {
        if (!Topics.IsName(name))
        {
            throw new InvalidOperationException($"A machine's name is 1 to {Topics.MaximumNameLength} letters, digits, '-', '_' or '.'.");
        }

        var key = BearerKey.New();
        Save([.. Load().Where(known => known.Name != name), new Machine(name, DigestOf(key), scopes)]);
        return key;
    }

    /// <summary>Removes a machine; its key ends at once. False if there is none of this name.</summary>
    public bool Remove(string name)
    {
        var all = Load();
        var left = all.Where(known => known.Name != name).ToList();
        if (left.Count < all.Count)
        {
            Save(left);
        }

        return left.Count < all.Count;
    }

    /// <summary>The machine with a key; null if none has it, or while the file cannot be used.</summary>
    public Machine? Find(string key)
    {
        var digest = Encoding.ASCII.GetBytes(DigestOf(key));
        return Current().FirstOrDefault(known => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known.KeyHash), digest));
    }

    IReadOnlyList<Machine> Current()
    {
        lock (_lock)
        {
            var written = File.GetLastWriteTimeUtc(path);
            if (written != _readAt)
            {
                _readAt = written;
                try
                {
                    _machines = Load();
                }
                catch (InvalidOperationException e)
                {
                    logger?.LogError("{Fault} Until then no machine but the administration key is known", e.Message);
                    _machines = [];
                }
            }

            return _machines;
        }
    }

    void Save(IEnumerable<Machine> machines) => SecretFile.Replace(
        path, JsonSerializer.Serialize(machines.OrderBy(known => known.Name, StringComparer.Ordinal), Json));

    static string DigestOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
