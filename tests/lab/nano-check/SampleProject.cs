namespace Pedestal.NanoCheck.Tests;

/// <summary>Builds a .nfproj and its packages.config.</summary>
sealed class SampleProject(Sample sample, string path, string[] sources)
{
    internal List<string> Compile { get; } = [.. sources];

    internal List<string> Projects { get; } = [];

    internal List<string> References { get; } = [Reference("mscorlib", "nanoFramework.CoreLibrary", "1.17.11")];

    internal List<string> Packages { get; } = [Package("nanoFramework.CoreLibrary", "1.17.11")];

    internal bool Unsafe { get; set; }

    internal static string Reference(string assembly, string package, string version, string? hint = null) => $"""
        <Reference Include="{assembly}, Version={version}.0, Culture=neutral, PublicKeyToken=c07d481e9758c731">
          <HintPath>{hint ?? $@"..\packages\{package}.{version}\lib\{assembly}.dll"}</HintPath>
        </Reference>
        """;

    internal static string Package(string id, string version) =>
        $"""<package id="{id}" version="{version}" targetFramework="netnano1.0" />""";

    internal void Save()
    {
        // One item per line, the first on line 8.
        sample.Write(path, $"""
            <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <PropertyGroup>
                <OutputType>Library</OutputType>
                <AssemblyName>{Path.GetFileNameWithoutExtension(path)}</AssemblyName>
                <AllowUnsafeBlocks>{Unsafe}</AllowUnsafeBlocks>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', Compile.Select(file => $"""<Compile Include="{file}" />"""))}
            {string.Join('\n', Projects.Select(file => $"""<ProjectReference Include="{file}" />"""))}
            {string.Join('\n', References)}
              </ItemGroup>
            </Project>
            """);
        sample.Write(Path.Combine(Path.GetDirectoryName(path)!, "packages.config"),
            $"<packages>\n{string.Join('\n', Packages)}\n</packages>");
    }
}
