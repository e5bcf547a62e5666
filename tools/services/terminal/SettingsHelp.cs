using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Pedestal.Terminal;

/// <summary>Lists a service's settings for <c>--help</c>, each with its default.</summary>
/// <param name="section">The section of the configuration.</param>
/// <param name="defaults">The section's options with nothing set.</param>
/// <param name="meanings">The meaning of each setting, by its path below the section.</param>
public sealed class SettingsHelp(string section, object defaults, IReadOnlyDictionary<string, string> meanings)
{
    const int Column = 44;

    /// <summary>The paths of all settings, such as <c>Broker:Port</c>.</summary>
    public IReadOnlyList<string> Paths => [.. Leaves(defaults, "").Select(leaf => leaf.Path)];

    /// <summary>One line for each setting: how to give it, its default, and what it means.</summary>
    public string Text() => string.Join(Environment.NewLine, Leaves(defaults, "").Select(Line));

    string Line((string Path, object? Value) leaf)
    {
        var given = $"  --{section}:{leaf.Path}" + leaf.Value switch
        {
            string[] => ":0=",
            IDictionary => ":NAME:...=",
            IEnumerable and not string => ":0:...=",
            bool on => on ? "=true" : "=false",
            var value => string.Create(CultureInfo.InvariantCulture, $"={value}"),
        };
        var meaning = meanings.GetValueOrDefault(leaf.Path, "");
        return given.Length < Column ? given.PadRight(Column) + meaning : given + Environment.NewLine + new string(' ', Column) + meaning;
    }

    static IEnumerable<(string Path, object? Value)> Leaves(object options, string prefix)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.SetMethod!.IsPublic))
        {
            var value = property.GetValue(options);
            var path = prefix + property.Name;
            if (value is null or string or IEnumerable || property.PropertyType.IsValueType)
            {
                yield return (path, value);
                continue;
            }

            foreach (var leaf in Leaves(value, path + ":"))
            {
                yield return leaf;
            }
        }
    }
}
