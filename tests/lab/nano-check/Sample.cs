using System.Text;

namespace Pedestal.NanoCheck.Tests;

/// <summary>A device project in its own folder, correct until a test breaks something.</summary>
sealed class Sample : IDisposable
{
    // These exist on the platform but not in the contract, since device code must not use them.
    const string Forbidden = """
        namespace System
        {
            public delegate TResult Func<TResult>();
            public delegate void Action<T>(T obj);
            public delegate void EventHandler<TEventArgs>(object sender, TEventArgs e);

            namespace Runtime.CompilerServices
            {
                public static class RuntimeFeature
                {
                    public const string DefaultImplementationsOfInterfaces = "DefaultImplementationsOfInterfaces";
                }
            }
        }
        """;

    static readonly Lazy<PlatformContract> Platform = new(() =>
    {
        var sources = PlatformContract.OwnSources().ToDictionary();
        sources["mscorlib"] += Forbidden;
        return new PlatformContract(sources);
    });

    readonly string _root = Directory.CreateTempSubdirectory("nano-check-").FullName;

    internal Sample(params string[] code)
    {
        Write("nanoframework.props", """
            <Project>
              <ItemGroup>
                <NanoPackage Include="nanoFramework.CoreLibrary" Version="1.17.11" Assembly="mscorlib" />
                <NanoPackage Include="nanoFramework.System.Device.Spi" Version="1.3.89" Assembly="System.Device.Spi" />
              </ItemGroup>
            </Project>
            """);
        for (var i = 0; i < code.Length; i++)
        {
            Write($"lib/Source{i}.cs", code[i]);
        }

        Project = new SampleProject(this, "lib/Sample.nfproj", [.. code.Select((_, i) => $"Source{i}.cs")]);
    }

    internal SampleProject Project { get; }

    internal string FullPath(string path) => Path.Combine(_root, path);

    internal void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath(path))!);
        File.WriteAllText(FullPath(path), text);
    }

    internal CheckResult Check()
    {
        Project.Save();
        var packages = PackageSet.Read(FullPath("nanoframework.props"));
        return new Checker(Platform.Value).Check(new ProjectSet(_root, packages, ProjectSet.FindAll(_root)));
    }

    /// <summary>The findings, each as "file(line) rule".</summary>
    internal string[] Findings() =>
        [.. Check().Findings.Select(f => $"{Path.GetFileName(f.Place.File)}({f.Place.Line}) {f.Rule}")];

    /// <summary>Checks one class body; findings are "line rule", counted from line 1 of the body.</summary>
    internal static string[] FindingsIn(string members, bool isUnsafe = false)
    {
        var code = new StringBuilder("using System; namespace S { public class C { ").Append(members).Append(" } }");
        using var sample = new Sample(code.ToString());
        sample.Project.Unsafe = isUnsafe;
        return [.. sample.Check().Findings.Select(f => $"{f.Place.Line} {f.Rule}")];
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
