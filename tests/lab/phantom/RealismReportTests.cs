namespace Pedestal.Phantom.Tests;

public sealed class RealismReportTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phantom-");

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public void The_report_is_one_page_and_the_console_shows_the_same_table()
    {
        var (code, output, errors) = Write(new DirectoryInfo(Path.Combine(_folder.FullName, "new")), 2);
        Assert.Equal((0, ""), (code, errors));
        var page = File.ReadAllText(Path.Combine(_folder.FullName, "new", "realism.html"));

        // For each difficulty a capture with its map, and a histogram.
        Assert.Equal(6, page.Split("src=\"data:image/png;base64,").Length - 1);
        Assert.DoesNotContain("http", page);
        Assert.All(PublishedFigure.All, figure => Assert.Contains($"<td>{figure.Name}</td><td>{figure.Published}</td>", page));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(PublishedFigure.All.Zip(lines.Skip(1)), pair => Assert.StartsWith(pair.First.Name, pair.Second));
        Assert.Collection(lines[^3..],
            line => Assert.StartsWith("easy: in range: ", line),
            line => Assert.StartsWith("default: in range: ", line),
            line => Assert.StartsWith("hard: in range: ", line));
        Assert.All(lines[^3..], line => Assert.Contains("; out of range: ", line));
    }

    [Fact]
    public void A_single_palm_leaves_figures_undefined()
    {
        var (code, output, _) = Write(_folder, 1);
        Assert.Equal(0, code);
        Assert.Contains("n/a", output);

        // A second report does not replace the first.
        Assert.Contains("Older files are kept: realism-1.html", Write(_folder, 1).Output);
        Assert.Equal(["realism-1.html", "realism.html"], _folder.GetFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public void An_unwritable_folder_is_reported()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");
        var (code, _, errors) = Write(new DirectoryInfo(file), 1);
        Assert.Equal(1, code);
        Assert.Contains(file, errors);
    }

    static (int Code, string Output, string Errors) Write(DirectoryInfo folder, int palms)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        var code = RealismReport.Write(new RealismReport.Request(palms, 2, 1, folder), output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
