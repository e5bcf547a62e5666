using System.Text.Json;
using Mono.Cecil;

namespace Pedestal.Testing;

/// <summary>What an assembly beside a test can name, directly or through others.</summary>
public static class References
{
    static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>The assembly itself and all assemblies it references.</summary>
    public static HashSet<string> Of(string name)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                DirectOf(next).ToList().ForEach(open.Push);
            }
        }

        return reached;
    }

    /// <summary>
    /// What a program is built with. The compiler drops unused references, so the assembly alone would hide a new
    /// one.
    /// </summary>
    public static HashSet<string> BuiltWith(string program)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, program + ".deps.json")));
        return [.. file.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0])];
    }

    /// <summary>What an assembly beside this test references; nothing for packages and the platform.</summary>
    static IEnumerable<string> DirectOf(string name)
    {
        var path = Path.Combine(Folder, name + ".dll");
        if (!name.StartsWith("Pedestal.", StringComparison.Ordinal) || !File.Exists(path))
        {
            return [];
        }

        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return [.. assembly.MainModule.AssemblyReferences.Select(reference => reference.Name)];
    }
}
