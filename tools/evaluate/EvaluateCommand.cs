using Spectre.Console;

namespace Pedestal.Evaluate;

/// <summary>The whole evaluation: samples, protocol, figures, report.</summary>
static class EvaluateCommand
{
    const int MissingShown = 10;

    /// <summary>Returns the exit code: 0, or 1 with an error named.</summary>
    public static int Run(EvaluateOptions options, IAnsiConsole screen, TextWriter output, TextWriter errors)
    {
        try
        {
            var samples = options.Images is { } folder
                ? FolderSamples.Find(folder, SamplePattern.Parse(options.Pattern))
                : PhantomSamples.Of(options.Phantoms, options.Seed, options.Difficulty);
            var split = SampleSplit.Of(samples, options.Gallery, options.Probes);
            WarnOfMissing(split, errors);
            options.Output.Create();
            var table = new ProtocolRun(options.Kind, options.Threads, new RunProgress(screen)).Run(split);
            var evaluation = new Evaluation(table, options.LeftOut);
            output.WriteLine(SummaryLine.Of(evaluation));
            return 0;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return 1;
        }
    }

    static void WarnOfMissing(SampleSplit split, TextWriter errors)
    {
        foreach (var text in split.Missing.Take(MissingShown))
        {
            errors.WriteLine(text);
        }

        if (split.Missing.Count > MissingShown)
        {
            errors.WriteLine($"And {Text.Count(split.Missing.Count - MissingShown)} more samples are missing.");
        }
    }
}
