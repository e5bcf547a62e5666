using System.Text.Json;
using Mono.Cecil;

namespace Pedestal.Ticketing.Tests;

/// <summary>What keeps templates and tickets apart: ticketing is built without anything that can name a template.</summary>
public class ReferencesTests
{
    const string Templates = "Pedestal.Vein";
    static readonly string Folder = AppContext.BaseDirectory;

    [Fact]
    public void NoAssemblyThatTicketingReachesCanNameATemplate()
    {
        var reached = Closure("Pedestal.Ticketing");

        Assert.Contains("Pedestal.Protocol", reached);
        Assert.DoesNotContain(Templates, reached);
    }

    /// <summary>The compiler leaves out what is not used yet, so that the assembly alone would hide a new reference.</summary>
    [Fact]
    public void NoProjectThatTicketingIsBuiltWithCanNameATemplate()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "Pedestal.Ticketing.deps.json")));
        var built = file.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0])
            .ToHashSet();

        Assert.Contains("Pedestal.Protocol", built);
        Assert.DoesNotContain(Templates, built);
    }

    /// <summary>The test can fail: the firmware's core, which names templates, is found the same way.</summary>
    [Fact]
    public void AReferenceToTemplatesIsFound() => Assert.Contains(Templates, Closure("Pedestal.Core"));

    static HashSet<string> Closure(string name)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                ReferencesOf(next).ToList().ForEach(open.Push);
            }
        }

        return reached;
    }

    /// <summary>What an assembly beside this test refers to; of a package or the platform, which know no templates, nothing.</summary>
    static IEnumerable<string> ReferencesOf(string name)
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
