using System.Text.Json;

namespace Pedestal.Messaging;

/// <summary>The device key files in a folder, where <c>venue provision</c> writes them beside the services' own.</summary>
public static class DeviceKeyFolder
{
    /// <summary>
    /// Loads every device key file of the folder (*.keys.json), gate-2 before gate-10. The services' files, which hold the keys
    /// of many devices, are skipped.
    /// </summary>
    /// <exception cref="KeyFileException">
    /// The folder or a device's file cannot be used, or two files are for one device.
    /// </exception>
    public static IReadOnlyList<DeviceKeys> Load(string folder)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(folder, "*.keys.json");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(folder, $"the folder cannot be read: {e.Message}", e);
        }

        var keys = new Dictionary<string, (string File, DeviceKeys Keys)>(StringComparer.Ordinal);
        foreach (var file in files.Order(StringComparer.Ordinal).Where(file => !IsOfService(file)))
        {
            var read = DeviceKeys.Load(file);
            if (!keys.TryAdd(read.ToString(), (file, read)))
            {
                throw new KeyFileException(file, $"is for {read}, and so is '{keys[read.ToString()].File}'. Keep one of the two.");
            }
        }

        return [.. keys.Values.Select(entry => entry.Keys).OrderBy(k => Stem(k.Device), StringComparer.Ordinal)
            .ThenBy(k => k.Device.Length).ThenBy(k => k.Device, StringComparer.Ordinal)];
    }

    static bool IsOfService(string file) =>
        KeyFile.Read(file, root => root.ValueKind == JsonValueKind.Object && root.TryGetProperty("keys", out _));

    static string Stem(string device) => device.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
