namespace Pedestal.NanoCheck;

/// <summary>A Compile item.</summary>
/// <param name="Include">The Include attribute as written.</param>
/// <param name="FullPath">The file it refers to.</param>
/// <param name="IsPlain">Whether it names one file unconditionally.</param>
/// <param name="Place">Where it is written.</param>
public sealed record SourceItem(string Include, string FullPath, bool IsPlain, Place Place);

/// <summary>A Reference to an assembly of a package.</summary>
/// <param name="Assembly">Simple name.</param>
/// <param name="Version">Assembly version, if given.</param>
/// <param name="HintPath">The file it refers to, if given.</param>
/// <param name="Place">Where it is written.</param>
public sealed record ReferenceItem(string Assembly, string? Version, string? HintPath, Place Place);

/// <summary>A ProjectReference.</summary>
/// <param name="FullPath">The project it refers to.</param>
/// <param name="Place">Where it is written.</param>
public sealed record ProjectLink(string FullPath, Place Place);

/// <summary>A line of packages.config.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Package version.</param>
/// <param name="Place">Where it is written.</param>
public sealed record PackageItem(string Id, string Version, Place Place);

/// <summary>A .nfproj and its packages.config, as the device build reads them.</summary>
public sealed record DeviceProject
{
    /// <summary>The .nfproj.</summary>
    public required string FullPath { get; init; }

    /// <summary>Name of the assembly it builds.</summary>
    public required string AssemblyName { get; init; }

    /// <summary>Whether it builds an application instead of a library.</summary>
    public required bool IsApplication { get; init; }

    /// <summary>Whether the project allows unsafe code.</summary>
    public required bool AllowsUnsafe { get; init; }

    /// <summary>Whether the project enables checked arithmetic.</summary>
    public required bool ChecksOverflow { get; init; }

    /// <summary>Compile items.</summary>
    public required IReadOnlyList<SourceItem> Sources { get; init; }

    /// <summary>References to package assemblies.</summary>
    public required IReadOnlyList<ReferenceItem> References { get; init; }

    /// <summary>References to other device projects.</summary>
    public required IReadOnlyList<ProjectLink> ProjectReferences { get; init; }

    /// <summary>Content of packages.config; empty when there is none.</summary>
    public required IReadOnlyList<PackageItem> Packages { get; init; }

    /// <summary>The project's folder.</summary>
    public string Folder => Path.GetDirectoryName(FullPath)!;

    /// <summary>The place shown for findings about the project as a whole.</summary>
    public Place Place => new(FullPath, 1, 1);
}
