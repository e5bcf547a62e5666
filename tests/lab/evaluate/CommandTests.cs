using System.Text.Json;
using Pedestal.Phantom;
using Pedestal.Pictures;
using Pedestal.Vein;
using SkiaSharp;
using Spectre.Console;

namespace Pedestal.Evaluate.Tests;

public class CommandTests
{
    const int Palms = 6;

    [Fact]
    public void A_run_writes_every_file_and_ends_with_the_figures()
    {
        using var folder = new TestFolder();
        var (code, output, errors) = Run(Phantoms(folder));
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(["det.png", "histograms.png", "report.html", "report.json", "scores.csv"],
            folder.Info.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Matches(@"^EER=\d+\.\d{3}% FNMR@1e-3=n/a FNMR@1e-4=n/a rank1=\d+\.\d{3}% FTX=\d+\.\d{3}% dprime=\d+\.\d\d"
            + $" bytes={TemplateFormat.Length}$", LastLine(output));
        Assert.Contains("Extracting: 30 of 30", output);
        Assert.Matches(@"\nclaimed FMR 1e-1: measured \d\.\de-\d \(.* to .*\), ratio .* of 60\n", output);
        Assert.Matches(@"\ncaptures: FTX \d\.\d{3}% \(.*; \d of 12\), misplaced 0\.000% \(.*; 0 of 1\d\)\n", output);
        foreach (var name in new[] { "det.png", "histograms.png" })
        {
            using var picture = SKBitmap.Decode(Path.Combine(folder.Info.FullName, name));
            Assert.Equal(1720, picture.Width);
        }

        var page = File.ReadAllText(Path.Combine(folder.Info.FullName, "report.html"));
        Assert.Equal(2, page.Split("src=\"data:image/png;base64,").Length - 1);
        Assert.DoesNotContain("http", page);
        Assert.Contains(LastLine(output), page);

        // The page begins with the result in one sentence.
        Assert.Matches(@"^<h1>Palm recognition</h1>\s+<p class=""lead"">(Errors of both kinds are equal at \d+\.\d\d %|A threshold separates all palms from all others), ", page.Split("<body>")[1].TrimStart());
    }

    [Fact]
    public void An_older_report_is_kept_beside_the_new_one()
    {
        using var folder = new TestFolder();
        Run(Phantoms(folder));
        var first = File.ReadAllText(Path.Combine(folder.Info.FullName, "report.html"));
        File.WriteAllText(Path.Combine(folder.Info.FullName, "report-1.json"), "mine");
        var (code, output, _) = Run(Phantoms(folder) with { Seed = 22 });
        Assert.Equal(0, code);
        Assert.Contains("report-2.html, report-2.json, scores-2.csv", output);
        Assert.Equal(first, File.ReadAllText(Path.Combine(folder.Info.FullName, "report-2.html")));
        Assert.NotEqual(first, File.ReadAllText(Path.Combine(folder.Info.FullName, "report.html")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder.Info.FullName, "report-1.json")));
    }

    [Fact]
    public void Attacks_are_reported_by_kind()
    {
        using var folder = new TestFolder();
        var (code, output, errors) = Run(Phantoms(folder) with { Attacks = 6 });
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Attacking: 42 of 42", output);
        Assert.Matches(@"\nGlove, simulated: APCER \d+\.\d{3}% \(.*\); .* of 6\n", output);
        Assert.Matches(@"\nReal hands, simulated: BPCER \d+\.\d{3}% \(.*\); .*of 6\n", output);
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Info.FullName, "report.json")));

        // A screen is dark under the pedestal's light, and paper does not have the form of a hand.
        Assert.Equal(0, Value(report, "attacks", "screen.apcer"));
        Assert.Equal(0, Value(report, "attacks", "printFlat.apcer"));
        Assert.Equal(0, Value(report, "attacks", "printFlat.iapar"));
        Assert.Equal(0, Value(report, "attacks", "glove.iapar"));
        Assert.Equal(0, Value(report, "attacks", "object.iapar"));
        Assert.Equal(0, Value(report, "attacks", "silicone.apcer"));
        Assert.InRange(Value(report, "attacks", "bpcer"), 0, 0.05);
    }

    [Fact]
    public void Scores_and_figures_agree_with_each_other()
    {
        using var folder = new TestFolder();
        var (_, output, _) = Run(Phantoms(folder));
        var lines = File.ReadAllLines(Path.Combine(folder.Info.FullName, "scores.csv"));
        Assert.Equal("probe_palm,probe_sample,set_palm,genuine,distance,score", lines[0]);
        var scores = lines.Skip(1).Select(line => line.Split(',')).ToList();
        Assert.All(scores, score => Assert.Equal(score[3] == "1", score[0] == score[2]));
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Info.FullName, "report.json")));
        Assert.Equal(LastLine(output), report.RootElement.GetProperty("summary").GetString());
        Assert.Equal(scores.Count(score => score[3] == "1"), Value(report, "protocol", "genuine"));
        Assert.Equal(scores.Count(score => score[3] == "0"), Value(report, "protocol", "impostor"));
        Assert.Equal(Mean(scores, "1"), Value(report, "distances", "genuineMean"), 1e-5);
        Assert.Equal(Mean(scores, "0"), Value(report, "distances", "impostorMean"), 1e-5);
        Assert.InRange(Mean(scores, "1"), 0, Mean(scores, "0") - 0.03);
    }

    [Fact]
    public void Files_give_the_same_scores_as_their_phantoms_on_any_number_of_threads()
    {
        using var pictures = new TestFolder();
        using var ofFiles = new TestFolder();
        using var ofPhantoms = new TestFolder();
        var options = Phantoms(ofPhantoms);
        foreach (var sample in PhantomSamples.Of(Palms, options.Seed, options.Difficulty))
        {
            PgmFile.Write(Path.Combine(pictures.Info.FullName, $"{sample.Palm}_{sample.Number}.pgm"), sample.Read());
        }

        Run(options);
        Run(options with { Images = pictures.Info, Pattern = @"^(?<palm>\d+)_(?<sample>\d+)", Threads = 1, Output = ofFiles.Info });
        Assert.Equal(
            File.ReadAllText(Path.Combine(ofPhantoms.Info.FullName, "scores.csv")),
            File.ReadAllText(Path.Combine(ofFiles.Info.FullName, "scores.csv")));
    }

    [Fact]
    public void Aligned_regions_of_any_size_are_distinguished()
    {
        using var pictures = new TestFolder();
        using var report = new TestFolder();
        for (var palm = 0; palm < Palms; palm++)
        {
            var hand = new PhantomHand(8, palm);
            for (var sample = 1; sample <= 5; sample++)
            {
                var frame = PhantomRenderer.Render(hand, new CapturePose { Exposure = 0.9 }, hand.CaptureRandom(sample));
                var region = Crop(frame, 34, 38, 60);
                var resized = AreaResampler.Whole(region, 60 + 17 * sample);
                PgmFile.Write(Path.Combine(pictures.Info.FullName, $"{palm}_{sample}.pgm"),
                    new GreyImage(60 + 17 * sample, 60 + 17 * sample, resized));
            }
        }

        var (code, output, _) = Run(Phantoms(report) with
        {
            Images = pictures.Info, Kind = SampleKind.Roi, Pattern = @"(?<palm>\d)_(?<sample>\d)",
        });
        Assert.Equal(0, code);
        Assert.StartsWith("EER=0.000% ", LastLine(output));
        Assert.Contains(" rank1=100.000% FTX=0.000% ", LastLine(output));
    }

    [Fact]
    public void Unreadable_and_missing_samples_are_reported_and_counted()
    {
        using var pictures = new TestFolder();
        using var report = new TestFolder();
        var options = Phantoms(report);
        foreach (var sample in PhantomSamples.Of(Palms, options.Seed, options.Difficulty).Skip(1))
        {
            PgmFile.Write(Path.Combine(pictures.Info.FullName, $"{sample.Palm}_{sample.Number}.pgm"), sample.Read());
        }

        pictures.WriteText("0002_4.pgm", "P5 128 128 255 too short");
        foreach (var number in options.Gallery)
        {
            pictures.WriteText($"0003_{number}.pgm", "no picture");
        }

        var (code, output, errors) = Run(options with { Images = pictures.Info, Pattern = @"^(?<palm>\d+)_(?<sample>\d+)$" });
        Assert.Equal(0, code);
        Assert.Contains("Palm 0000 has no sample 1.", errors);
        Assert.Contains("0002_4.pgm is not a readable picture: it ends after", errors);
        Assert.Contains("FTX=8.333%", LastLine(output));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(report.Info.FullName, "report.json")));
        Assert.Equal(5, Value(json, "protocol", "enrolled"));
        Assert.Equal(1, Value(json, "protocol", "missingSamples"));
        Assert.Equal(4, Value(json, "failures", "reason.Unreadable"));
        Assert.Equal(1 / 6.0, Value(json, "failures", "fte"), 12);
        Assert.Equal(9, Value(json, "protocol", "genuine"));

        // Three of twelve attempts cannot match, whatever the threshold.
        Assert.InRange(Value(json, "verificationWithFailures", "eer"), 0.249, 0.3);
    }

    [Fact]
    public void If_nothing_can_be_extracted_the_report_says_so()
    {
        using var pictures = new TestFolder();
        using var report = new TestFolder();
        for (var i = 0; i < 10; i++)
        {
            PgmFile.Write(Path.Combine(pictures.Info.FullName, $"{i / 5}_{i % 5 + 1}.pgm"), new GreyImage(20, 20, new byte[400]));
        }

        var (code, output, _) = Run(Phantoms(report) with { Images = pictures.Info, Pattern = @"(?<palm>\d)_(?<sample>\d)" });
        Assert.Equal(0, code);
        Assert.Equal($"EER=n/a FNMR@1e-3=n/a FNMR@1e-4=n/a rank1=n/a FTX=100.000% dprime=n/a bytes={TemplateFormat.Length}",
            LastLine(output));
        Assert.Contains("NoHand", File.ReadAllText(Path.Combine(report.Info.FullName, "report.html")));
    }

    [Fact]
    public void Invalid_arguments_give_a_one_line_error_and_no_report()
    {
        using var pictures = new TestFolder();
        using var report = new TestFolder();
        var (code, output, errors) = Run(Phantoms(report) with { Images = pictures.Info, Pattern = "(?<palm>x)(?<sample>y)" });
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("has no pictures", errors);
        Assert.Empty(report.Info.EnumerateFileSystemInfos());
    }

    static EvaluateOptions Phantoms(TestFolder output) => new()
    {
        Phantoms = Palms,
        Seed = 21,
        Difficulty = Difficulty.Easy,
        Gallery = ["1", "2", "3"],
        Probes = ["4", "5"],
        LeftOut = 0.2,
        Threads = 2,
        Output = output.Info,
    };

    static (int Code, string Output, string Errors) Run(EvaluateOptions options)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output),
        });
        var code = EvaluateCommand.Run(options, screen, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    static string LastLine(string output) => output.TrimEnd().Split('\n')[^1];

    static double Value(JsonDocument report, string section, string figure) =>
        report.RootElement.GetProperty(section).GetProperty(figure).GetProperty("value").GetDouble();

    static double Mean(IEnumerable<string[]> scores, string genuine) =>
        scores.Where(score => score[3] == genuine).Average(score => double.Parse(score[4]));

    static GreyImage Crop(byte[] frame, int left, int top, int side) => new(side, side,
        [.. Enumerable.Range(0, side * side).Select(i => frame[(top + i / side) * PhantomRenderer.Side + left + i % side])]);
}
