using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Pedestal.Core.Tests;

/// <summary>The core's folders are its namespaces, and refer to each other downward only; from the built assembly.</summary>
public sealed class LayerTests
{
    const string Root = "Pedestal.Core";

    // From the bottom up; firmware/core/README.md shows the same.
    static readonly string[] Layers =
    [
        "text", "ledger", "log", "settings", "service", "supervision", "offline",
        "lane/gate", "lane/parts", "lane/requests", "lane/attempts", "lane/purposes", "lane/palm", "lane/ticket", "lane",
        "reporting", "console", "console/selftest", "console/commands", "fleet", "",
    ];

    static readonly ModuleDefinition Module = AssemblyDefinition.ReadAssembly(
        new MemoryStream(File.ReadAllBytes(typeof(Lane.LaneController).Assembly.Location))).MainModule;

    [Fact]
    public void NoFolderRefersToOneAboveIt()
    {
        var upward = References().Where(edge => LayerOf(edge.To) > LayerOf(edge.From))
            .Select(edge => $"{edge.User} in '{edge.From}' refers to {edge.Used} in '{edge.To}'").Distinct().Order();

        Assert.Empty(upward);
    }

    /// <summary>The test can fail: references between folders are seen, also those of a method's body alone.</summary>
    [Fact]
    public void ReferencesBetweenFoldersAreFound()
    {
        Assert.Contains(References(), edge => edge is { From: "lane", To: "lane/purposes" });
        Assert.Contains(References(), edge => edge is { From: "log", To: "text", Used: "NullStrings" });
    }

    [Fact]
    public void EveryFolderHasALayer()
    {
        var folders = Types().Select(type => FolderOf(type.Namespace)).Distinct();

        Assert.Empty(folders.Except(Layers));
    }

    [Fact]
    public void NamespacesAreFolders()
    {
        var core = Core();
        var files = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: Path.GetRelativePath(core, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(source => !source.File.StartsWith("obj/", StringComparison.Ordinal)
                && !source.File.StartsWith("bin/", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(files);
        Assert.All(files, source => Assert.Equal(
            Path.GetDirectoryName(source.File)!.Replace('\\', '/'),
            FolderOf(Regex.Match(source.Text, @"^namespace ([\w.]+)", RegexOptions.Multiline).Groups[1].Value)));
    }

    static int LayerOf(string folder) => Array.IndexOf(Layers, folder);

    static string FolderOf(string name) => name.Length <= Root.Length ? "" : name[(Root.Length + 1)..].Replace('.', '/').ToLowerInvariant();

    static IEnumerable<(string From, string User, string To, string Used)> References() =>
        from type in Types()
        from used in UsedBy(type)
        let owner = Outermost(used)
        where owner.Scope == type.Module && owner.Namespace.StartsWith(Root, StringComparison.Ordinal)
            && owner.Namespace != type.Namespace
        select (FolderOf(type.Namespace), type.Name, FolderOf(owner.Namespace), owner.Name);

    static IEnumerable<TypeDefinition> Types() => Module.Types
        .Where(type => type.Namespace.StartsWith(Root, StringComparison.Ordinal));

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

    static string Core([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "firmware", "core");
}
