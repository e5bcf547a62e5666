using System.Text.Json;
using Spectre.Console;

namespace Pedestal.Evaluate.Tests;

/// <summary>Guests and strangers search a gallery of drawn palms.</summary>
public class OpenSetCommandTests
{
    [Fact]
    public void Guests_are_found_and_strangers_are_not_and_a_second_run_draws_nothing_again()
    {
        using var folder = new TestFolder();
        var options = new OpenSetOptions(24, 8, 5, 0.001, 2, folder.Info);
        var json = new FileInfo(Path.Combine(folder.Info.FullName, "open-set.json"));
        var first = Run(options, json);
        Assert.Contains("Gallery of 24 synthetic palms with 2 templates each, 0.100% of strangers' searches may find somebody", first);
        Assert.Matches(@"\nsingle captures: FPIR 0\.000% \(.*; 0 of [78]\), FNIR 0\.000% .*, FTX ", first);
        Assert.Matches(@"\nbursts: FPIR 0\.000% \(.*; 0 of 8\), FNIR 0\.000% \(.*; 0 of 8\), ", first);
        Assert.Matches(@"\nbursts, once more if not recognised: FPIR 0\.000% .*, misplaced 0\.000% \(.*; 0 of 8\)\n", first);
        using var figures = JsonDocument.Parse(File.ReadAllText(json.FullName));
        Assert.Equal(8, figures.RootElement.GetProperty("bursts").GetProperty("fnirWithFailures").GetProperty("trials").GetInt32());

        var drawn = folder.Info.EnumerateFiles("open-set-*.bin").Select(file => file.LastWriteTimeUtc).ToList();
        Assert.Equal(first, Run(options, json));
        Assert.Equal(drawn, folder.Info.EnumerateFiles("open-set-*.bin").Select(file => file.LastWriteTimeUtc));
    }

    static string Run(OpenSetOptions options, FileInfo json)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(new StringWriter()),
        });
        Assert.Equal(0, OpenSetCommand.Run(options, json, screen, output, errors));
        Assert.Equal("", errors.ToString());
        return output.ToString();
    }
}
