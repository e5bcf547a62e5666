using Pedestal.Core.Settings;

namespace Pedestal.VirtualPedestal;

/// <summary>Settings as text: one <c>name=value</c> a line; <c>#</c> begins a comment.</summary>
static class SettingsLines
{
    /// <summary>The settings by name.</summary>
    /// <param name="text">The lines.</param>
    /// <exception cref="FormatException">
    /// A line is not a setting; the message says which line and why, without the value.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (line.Trim() is { Length: > 0 } setting && setting[0] != '#' && FaultOf(setting, settings) is { } fault)
            {
                throw new FormatException($"line {index + 1}: {fault}");
            }
        }

        return settings;
    }

    static string? FaultOf(string line, Dictionary<string, string> settings)
    {
        if (line.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals))
        {
            return "expected name=value";
        }

        var (name, value) = (line[..equals].Trim(), line[(equals + 1)..].Trim());
        return SettingsSchema.IndexOf(name) is not (>= 0 and var index)
                ? $"{name} is not the name of a setting; 'help' lists them"
            : SettingsSchema.All[index].FaultOf(value) is { } fault ? $"{name} {fault}"
            : !settings.TryAdd(name, value) ? $"{name} is set a second time; remove one of the two"
            : null;
    }
}
