using Pedestal.Phantom;
using Pedestal.Vein;
using SkiaSharp;
using Spectre.Console;

namespace Pedestal.Evaluate.Tests;

/// <summary>Errors against the strength of ambient light.</summary>
public class AmbientRunTests
{
    [Fact]
    public void Hands_and_attacks_are_shown_at_every_strength()
    {
        using var folder = new TestFolder();
        using var output = new StringWriter();
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var options = new EvaluateOptions
        {
            Phantoms = 1, Seed = 3, Difficulty = Difficulty.Easy, Attacks = 1, Gallery = ["1"], Probes = ["4"], Threads = 2,
            Output = folder.Info,
        };
        var outcomes = new AmbientRun(options, new RunProgress(screen)).Run([], [0, 8]);
        Assert.Equal(2 * (2 * 2 + Enum.GetValues<AttackKind>().Length), outcomes.Count);
        Assert.All(outcomes.Where(outcome => outcome.Shown.Attack == AttackKind.Screen),
            outcome => Assert.NotEqual(ExtractionStatus.Ok, outcome.Status));
    }

    [Fact]
    public void Each_strength_has_its_errors_in_text_figures_and_picture()
    {
        AmbientOutcome[] outcomes =
        [
            new(0, new Shown(null), ExtractionStatus.Ok, true), new(0, new Shown(null), ExtractionStatus.Ok, false),
            new(4, new Shown(null), ExtractionStatus.TooBrightHere, false), new(4, new Shown(null), ExtractionStatus.FlatSurface, false),
            new(4, new Shown(null), ExtractionStatus.NotSkin, false), new(4, new Shown(null), ExtractionStatus.Ok, true),
            new(4, new Shown(AttackKind.Glove), ExtractionStatus.Ok, false), new(0, new Shown(null, true), ExtractionStatus.Ok, true),
        ];
        var rows = AmbientFigures.Of(outcomes);
        Assert.Equal([(0.0, false), (4.0, false), (0.0, true)], rows.Select(row => (row.Multiple, row.IsOutdoors)));
        Assert.Equal((0, 0.5), (rows[0].FailureToExtract.Rate, rows[0].Fnmr.Rate));
        Assert.Equal((0.5, 0, 0.5, 0.25), (rows[1].FailureToExtract.Rate, rows[1].Fnmr.Rate, rows[1].Bpcer.Rate, rows[1].TooBright.Rate));
        Assert.Equal((AttackKind.Glove, 1.0), (rows[1].Apcer.Single().Species, rows[1].Apcer.Single().Apcer.Rate));

        Assert.Matches(@"^ambient 4 x LEDs: FTX 50\.000% \(.*; 2 of 4\), FNMR 0\.000% .*; Glove APCER 100\.000%", AmbientSection.Lines(rows).ElementAt(1));
        var section = AmbientSection.Of(rows);
        Assert.Equal(0.5, section.Figures.Single(figure => figure.Key == "ftx@4").Number);
        Assert.Equal(1, section.Figures.Single(figure => figure.Key == "Glove.apcer@4").Number);
        using var picture = SKBitmap.Decode(section.Picture!.Png);
        Assert.Equal(1720, picture.Width);
    }
}
