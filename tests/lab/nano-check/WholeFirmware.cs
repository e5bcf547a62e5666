namespace Pedestal.NanoCheck.Tests;

/// <summary>The repository's own device projects, checked once for all tests: it takes seconds, and nothing changes the result.</summary>
static class WholeFirmware
{
    static readonly Lazy<CheckResult> Checked = new(() =>
    {
        var root = Repository.Above(AppContext.BaseDirectory)!;
        var packages = PackageSet.Read(Path.Combine(root, "nanoframework.props"));
        return new Checker(new PlatformContract(PlatformContract.OwnSources()))
            .Check(new ProjectSet(root, packages, ProjectSet.FindAll(root)));
    });

    /// <summary>The result of the check.</summary>
    internal static CheckResult Result => Checked.Value;
}
