namespace Pedestal.VirtualPedestal;

/// <summary>Settings from a file, in the format of <c>tools/field/flash</c>.</summary>
static class LaneSettingsFile
{
    const string Ending = ".settings.txt";

    /// <summary>The settings of a lane by name.</summary>
    /// <param name="path">The file, or a folder with a <c>DEVICE.settings.txt</c> for each lane.</param>
    /// <param name="device">The lane's name.</param>
    /// <exception cref="StartException">The file cannot be read, or a line is not a setting.</exception>
    public static IReadOnlyDictionary<string, string> Load(string path, string device)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, device + Ending) : path;
        try
        {
            return SettingsLines.Read(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--settings cannot be read: {e.Message}");
        }
        catch (FormatException e)
        {
            throw new StartException($"--settings {file}, {e.Message}");
        }
    }
}
