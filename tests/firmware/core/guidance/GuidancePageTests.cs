using System.Runtime.CompilerServices;

namespace Pedestal.Core.Tests;

public class GuidancePageTests
{
    [Fact]
    public void The_documentation_has_the_table() => Shown(GuidancePage.Table(), "README.md");

    [Fact]
    public void The_picture_shows_the_rings_as_they_are() => Shown(GuidancePage.Picture(still: false), "rings.svg");

    [Fact]
    public void The_still_picture_shows_every_ring_lit()
    {
        var picture = GuidancePage.Picture(still: true);
        Assert.DoesNotContain("<animate", picture);
        Shown(picture, "rings-still.svg");
    }

    static void Shown(string expected, string file, [CallerFilePath] string here = "")
    {
        var page = Path.Combine(Path.GetDirectoryName(here)!, "../../../../hal/contracts/guidance", file);
        var wanted = Path.Combine(AppContext.BaseDirectory, "guidance-" + file);
        File.WriteAllText(wanted, expected);
        Assert.True(File.ReadAllText(page).ReplaceLineEndings("\n").Contains(expected, StringComparison.Ordinal),
            $"{file} does not show the table of Looks.cs as it is; what it should show is in {wanted}");
    }
}
