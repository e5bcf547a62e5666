using System.Text.RegularExpressions;

namespace Pedestal.Readme.Tests;

/// <summary>SECURITY.md names the tests that try each attack: they must exist.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_named_in_it_exists()
    {
        var named = TestName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"))).Select(name => name.Groups[1].Value);
        var there = Repository.Files.Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(there));
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests)`")]
    private static partial Regex TestName();
}
