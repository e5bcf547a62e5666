using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Pedestal.Testing;

/// <summary>
/// The layers of a built assembly: each folder is a namespace below the root's, and refers only to its own layer and to
/// those below.
/// </summary>
/// <param name="assembly">Any type of the assembly.</param>
/// <param name="root">The assembly's root namespace.</param>
/// <param name="layers">Folders from the bottom up, "" for the root; a type of the root may have a layer of its own by its name.</param>
public sealed class FolderLayers(Type assembly, string root, string[] layers)
{
    readonly ModuleDefinition _module = AssemblyDefinition.ReadAssembly(
        new MemoryStream(File.ReadAllBytes(assembly.Assembly.Location))).MainModule;

    /// <summary>References to a layer above the user's, as sentences.</summary>
    public IEnumerable<string> Upward() => References()
        .Where(edge => Array.IndexOf(layers, edge.To) > Array.IndexOf(layers, edge.From))
        .Select(edge => $"{edge.User} in '{edge.From}' refers to {edge.Used} in '{edge.To}'").Distinct().Order();

    /// <summary>Folders of the assembly that have no layer.</summary>
    public IEnumerable<string> Unknown() => Types().Select(LayerOf).Distinct().Except(layers);

    /// <summary>Source files below a folder whose namespace is not that of their folder.</summary>
    public IEnumerable<string> Misplaced(string sources)
    {
        var files = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(sources, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.Split('/').Any(folder => folder is "obj" or "bin"))
            .ToList();
        Assert.NotEmpty(files);
        return files.Where(file => Path.GetDirectoryName(file.Path)!.Replace('\\', '/')
                != FolderOf(Regex.Match(file.Text, @"^namespace ([\w.]+)", RegexOptions.Multiline).Groups[1].Value))
            .Select(file => file.Path);
    }

    /// <summary>Every reference from one layer to another, also those of a method's body alone; constants leave none.</summary>
    public IEnumerable<(string From, string User, string To, string Used)> References() =>
        from type in Types()
        from used in UsedBy(type)
        let owner = Outermost(used)
        where owner.Scope == type.Module && owner.Namespace.StartsWith(root, StringComparison.Ordinal)
        let edge = (From: LayerOf(type), User: type.Name, To: LayerOf(owner), Used: owner.Name)
        where edge.From != edge.To
        select edge;

    string LayerOf(TypeReference type) =>
        type.Namespace == root && layers.Contains(type.Name) ? type.Name : FolderOf(type.Namespace);

    string FolderOf(string name) => name.Length <= root.Length ? "" : name[(root.Length + 1)..].Replace('.', '/').ToLowerInvariant();

    IEnumerable<TypeDefinition> Types() => _module.Types.Where(type => type.Namespace.StartsWith(root, StringComparison.Ordinal));

    static IEnumerable<TypeReference> UsedBy(TypeDefinition type)
    {
        var own = new List<TypeReference?> { type.BaseType };
        own.AddRange(type.Interfaces.Select(one => one.InterfaceType));
        own.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            own.Add(method.ReturnType);
            own.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (method.HasBody)
            {
                own.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
                own.AddRange(method.Body.Instructions.Select(instruction => instruction.Operand switch
                {
                    TypeReference used => used,
                    MemberReference member => member.DeclaringType,
                    _ => null,
                }));
            }
        }

        return own.OfType<TypeReference>().Concat(type.NestedTypes.SelectMany(UsedBy));
    }

    static TypeReference Outermost(TypeReference type)
    {
        type = type.GetElementType();
        return type.DeclaringType is { } outer ? Outermost(outer) : type;
    }
}
