using System.Text.RegularExpressions;

namespace Pedestal.Readme.Tests;

/// <summary>SECURITY.md says by which tests an attack was tried: they must be there.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_that_it_names_is_there()
    {
        var named = TestName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"))).Select(name => name.Groups[1].Value);
        var there = Repository.Files.Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(there));
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests)`")]
    private static partial Regex TestName();
}
