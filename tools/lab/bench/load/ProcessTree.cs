using System.Globalization;

namespace Pedestal.Bench;

/// <summary>The processes that a process has started, as Linux lists them.</summary>
static class ProcessTree
{
    const int TicksPerSecond = 100;

    /// <summary>All of them, however deep.</summary>
    /// <param name="root">The process.</param>
    /// <param name="without">Processes that are left out, with all that they have started.</param>
    public static IEnumerable<(int Id, TimeSpan Cpu)> Descendants(int root, IEnumerable<int> without)
    {
        var left = without.ToHashSet();
        var children = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => Read(name!)).OfType<(int Id, int Parent, TimeSpan Cpu)>().Where(process => !left.Contains(process.Id))
            .ToLookup(process => process.Parent);
        return Below(root);

        IEnumerable<(int, TimeSpan)> Below(int parent) =>
            children[parent].SelectMany(child => Below(child.Id).Prepend((child.Id, child.Cpu)));
    }

    // man 5 proc: pid (name) state parent ..., user and system time are the 14th and 15th.
    static (int Id, int Parent, TimeSpan Cpu)? Read(string id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return (int.Parse(id, CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture),
                TimeSpan.FromSeconds((double)ticks / TicksPerSecond));
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
