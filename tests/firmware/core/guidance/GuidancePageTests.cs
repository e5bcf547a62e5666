using System.Runtime.CompilerServices;

namespace Pedestal.Core.Tests;

public class GuidancePageTests
{
    [Fact]
    public void The_page_has_the_table() => AssertContains(GuidancePage.Table(), "README.md");

    [Fact]
    public void The_picture_shows_the_rings() => AssertContains(GuidancePage.Picture(still: false), "rings.svg");

    [Fact]
    public void The_still_picture_shows_every_ring_without_animation()
    {
        var picture = GuidancePage.Picture(still: true);
        Assert.DoesNotContain("<animate", picture);
        AssertContains(picture, "rings-still.svg");
    }

    static void AssertContains(string expected, string file, [CallerFilePath] string here = "")
    {
        var page = Path.Combine(Path.GetDirectoryName(here)!, "../../../../firmware/core/guidance", file);
        var wanted = Path.Combine(AppContext.BaseDirectory, "guidance-" + file);
        File.WriteAllText(wanted, expected);
        Assert.True(File.ReadAllText(page).ReplaceLineEndings("\n").Contains(expected, StringComparison.Ordinal),
            $"{file} does not match IndicationTable.cs; the expected content is in {wanted}");
    }
}
