using Pedestal.Core;

namespace Pedestal.VirtualPedestal;

/// <summary>Settings from a file, as <c>tools/field/flash</c> brings them to a device: a <c>name=value</c> line each.</summary>
static class LaneSettingsFile
{
    const string Ending = ".settings.txt";

    /// <summary>The settings of a lane by name.</summary>
    /// <param name="path">The file, or a folder with a <c>DEVICE.settings.txt</c> for each lane.</param>
    /// <param name="device">The lane's name.</param>
    /// <exception cref="StartException">The file cannot be read, or has a line that is no setting.</exception>
    public static IReadOnlyDictionary<string, string> Load(string path, string device)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, device + Ending) : path;
        var values = new string?[SettingsSchema.All.Length];
        string fault;
        try
        {
            fault = SettingsText.Read(File.ReadAllText(file), values);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--settings cannot be read: {e.Message}");
        }

        return fault is null
            ? SettingsSchema.All.Zip(values).Where(entry => entry.Second != null)
                .ToDictionary(entry => entry.First.Name, entry => entry.Second!, StringComparer.Ordinal)
            : throw new StartException($"--settings {file}, {fault}");
    }
}
