using System.Diagnostics;
using Spectre.Console;
using Text = Pedestal.Plotting.Text;

namespace Pedestal.Evaluate;

/// <summary>The whole evaluation: samples, protocol, figures, report.</summary>
static class EvaluateCommand
{
    const int Shown = 10;

    /// <summary>Runs it. Returns the exit code: 0, or 1 with the error printed.</summary>
    public static int Run(EvaluateOptions options, IAnsiConsole screen, TextWriter output, TextWriter errors)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var samples = options is { Images: { } captures, CaptureKey: { } key } ? CaptureSamples.Of(captures, key)
                : options.Images is { } folder ? FolderSamples.Find(folder, SamplePattern.Parse(options.Pattern), unmatched => WriteSome(
                    [.. unmatched.Select(path => $"{path} does not match --pattern and is left out.")],
                    "pictures are left out", errors))
                : PhantomSamples.Of(options.Phantoms, options.Seed, options.Difficulty, options.Variety, options.Kind);
            var split = SampleSplit.Of(samples, options.Gallery, options.Probes);
            WriteSome(split.Missing, "samples are missing", errors);
            options.Output.Create();
            var progress = new RunProgress(screen);
            var table = new ProtocolRun(options.Kind, options.Light, options.Threads, progress).Run(split);
            var attacks = new AttackRun(options, progress).Run(table.Sets);
            var attackSection = attacks.Count > 0 ? AttackSection.Of(attacks) : null;
            var liveness = LivenessSection.Of(table);
            var ambient = options.Ambient ? AmbientFigures.Of(new AmbientRun(options, progress).Run(table.Sets, AmbientRun.Multiples)) : [];
            var evaluation = new Evaluation(table, options.LeftOut);
            var summary = SummaryLine.Of(evaluation);
            var finding = Finding.Of(evaluation);
            var older = ReportFolder.Write(options.Output, finding, summary,
            [
                ProtocolSection.Of(options, split, evaluation),
                VerificationSections.Plain(evaluation),
                VerificationSections.Generalised(evaluation),
                CalibrationSection.Of(evaluation.Calibration),
                IdentificationSection.Of(evaluation),
                FailureSection.Of(evaluation),
                .. liveness is null ? Array.Empty<Section>() : [liveness],
                .. attackSection is null ? Array.Empty<Section>() : [attackSection],
                .. ambient.Count > 0 ? [AmbientSection.Of(ambient)] : Array.Empty<Section>(),
                DistanceSection.Of(evaluation),
                CostSection.Of(evaluation, Stopwatch.GetElapsedTime(start), options.Threads),
            ],
            table);
            NameUnreadable(table, errors);
            if (older is not null)
            {
                output.WriteLine(older);
            }

            output.WriteLine($"Report: {Path.Combine(options.Output.FullName, "report.html")}");
            output.WriteLine(finding);
            foreach (var line in new[] { liveness, attackSection }.OfType<Section>().SelectMany(AttackSection.Lines))
            {
                output.WriteLine(line);
            }

            foreach (var line in AmbientSection.Lines(ambient))
            {
                output.WriteLine(line);
            }

            foreach (var line in CalibrationSection.Table(evaluation.Calibration))
            {
                output.WriteLine(line);
            }

            output.WriteLine(CalibrationSection.Summary(evaluation.Calibration));
            output.WriteLine(FailureSection.Summary(evaluation));
            output.WriteLine(summary);
            return 0;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return 1;
        }
    }

    static void NameUnreadable(ScoreTable table, TextWriter errors) => WriteSome(
        [
            .. table.GalleryFailures.Concat(table.ProbeFailures).Where(f => f.Reason == DeviceExtraction.Unreadable)
                .Select(failure => failure.Detail),
        ],
        "pictures cannot be read", errors);

    static void WriteSome(IReadOnlyList<string> texts, string what, TextWriter errors)
    {
        foreach (var text in texts.Take(Shown))
        {
            errors.WriteLine(text);
        }

        if (texts.Count > Shown)
        {
            errors.WriteLine($"And {Text.Count(texts.Count - Shown)} more {what}.");
        }
    }
}
