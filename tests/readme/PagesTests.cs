using System.Text.RegularExpressions;

namespace Pedestal.Readme.Tests;

/// <summary>What must hold for the pages apart from their commands.</summary>
public sealed partial class PagesTests
{
    public static TheoryData<string> Pages => [.. Repository.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_an_existing_file_and_heading(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        foreach (var link in Link().Matches(Read(page)).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? page
                : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, parts[0])));
            Assert.True(Path.Exists(Path.Combine(Repository.Root, target)), $"{page}: {link} leads nowhere.");
            if (parts.Length > 1)
            {
                Assert.Contains(parts[1], Anchors(target));
            }
        }
    }

    [Fact]
    public void The_main_README_is_short() => Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, "README.md")).Count(), 1, 119);

    [Fact]
    public void The_changelog_begins_with_the_current_version()
    {
        var version = Version().Match(Read("hal/contracts/FirmwareVersion.cs")).Groups[1].Value;
        var newest = File.ReadLines(Path.Combine(Repository.Root, "CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal));
        Assert.StartsWith($"## {version}", newest, StringComparison.Ordinal);
    }

    static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page));

    static IEnumerable<string> Anchors(string page) =>
    [
        .. Heading().Matches(Read(page)).Select(match => NoWord().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-')),
        .. Anchor().Matches(Read(page)).Select(match => match.Groups[1].Value),
    ];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("<a id=\"([^\"]+)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoWord();

    [GeneratedRegex("\"([0-9.]+)\"")]
    private static partial Regex Version();
}
