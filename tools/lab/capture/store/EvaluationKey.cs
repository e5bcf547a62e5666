using System.Security.Cryptography;
using System.Text.Json;

namespace Pedestal.Capture.Store;

/// <summary>The keys of an evaluation, in a file outside its store: one for what is stored, one that the pedestal seals with.</summary>
public sealed class EvaluationKey
{
    const int PedestalLength = Protocol.DeviceKey.Length;
    readonly byte[] _pedestal;

    EvaluationKey(byte[] store, byte[] pedestal) => (Store, _pedestal) = (store, pedestal);

    /// <summary>What the setting <c>capture.key</c> must be.</summary>
    public string Setting => Convert.ToHexStringLower(_pedestal);

    /// <summary>The key shared with the pedestal.</summary>
    public Protocol.DeviceKey Pedestal => new(_pedestal);

    internal byte[] Store { get; }

    /// <summary>Recognises the key; it cannot be derived from it.</summary>
    internal string Mark => Convert.ToHexStringLower(HMACSHA256.HashData(Store, "evaluation"u8));

    /// <summary>Writes new random keys into a file that only its owner can read; never replaces one.</summary>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static EvaluationKey Create(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var key = new EvaluationKey(RandomNumberGenerator.GetBytes(SealedBytes.KeyLength), RandomNumberGenerator.GetBytes(PedestalLength));
        StoreFile.Write(file.FullName, JsonSerializer.SerializeToUtf8Bytes(
            new Text(Convert.ToHexStringLower(key.Store), key.Setting), StoreFile.Json));
        return key;
    }

    /// <summary>Reads a file of keys.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static EvaluationKey Load(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            if (JsonSerializer.Deserialize<Text>(File.ReadAllBytes(file.FullName), StoreFile.Json) is { Store: { } store, Pedestal: { } pedestal }
                && Convert.FromHexString(store) is { Length: SealedBytes.KeyLength } first
                && Convert.FromHexString(pedestal) is { Length: PedestalLength } second)
            {
                return new EvaluationKey(first, second);
            }
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            // Reported below, together with a wrong number of digits.
        }

        throw new InvalidDataException($"{file} is not a key file of an evaluation, as \"capture new\" writes it. Restore it from its backup.");
    }

    sealed record Text(string? Store, string? Pedestal);
}
