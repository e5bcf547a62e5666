using System.CommandLine;
using Pedestal.Phantom;
using Spectre.Console;

var palms = new Option<int>("--palms")
{
    Description = "Number of palms; 2k and 2k+1 belong to one person.",
    DefaultValueFactory = _ => 60,
};
var samples = new Option<int>("--samples") { Description = "Captures of each palm.", DefaultValueFactory = _ => 3 };
var seed = new Option<int>("--seed") { Description = "The same seed gives the same palms.", DefaultValueFactory = _ => 1 };
var output = new Option<DirectoryInfo>("--out")
{
    Description = "Folder for the PPPP_SS.pgm files or the report.", Required = true,
};
var difficulty = new Option<Difficulty>("--difficulty")
{
    Description = "How much captures differ.",
    DefaultValueFactory = _ => Difficulty.Default,
};
var variety = new Option<Variety>("--variety")
{
    Description = "How much people and cameras differ: usual, or wide, with another camera for each seed.",
    DefaultValueFactory = _ => Variety.Usual,
};
var regions = new Option<bool>("--regions")
{
    Description = "Aligned palm regions, fingers at the top, instead of camera pictures.",
};
var report = new Option<bool>("--report")
{
    Description = "Instead of pictures write realism.html, which compares all difficulties with published figures of real palms.",
};
palms.Validators.Add(InRange(palms, 1, 10_000));
samples.Validators.Add(InRange(samples, 1, 100));

var command = new RootCommand("Synthetic near-infrared palms as the pedestal's camera sees them, 128 x 128 pixels, 8-bit PGM.")
{
    palms, samples, seed, output, difficulty, variety, regions, report,
};
command.Validators.Add(result =>
{
    if (result.GetValue(report) && result.GetResult(difficulty) is { Implicit: false })
    {
        result.AddError("--report covers every difficulty; remove --difficulty.");
    }
});
command.SetAction(result => result.GetValue(report)
    ? RealismReport.Write(
        new RealismReport.Request(result.GetValue(palms), result.GetValue(samples), result.GetValue(seed),
            result.GetRequiredValue(output)), Console.Out, Console.Error)
    : PhantomSet.Write(
        new PhantomSet.Request(result.GetValue(palms), result.GetValue(samples), result.GetValue(seed),
            result.GetRequiredValue(output), result.GetValue(difficulty), result.GetValue(variety), result.GetValue(regions)),
        AnsiConsole.Console));
return command.Parse(args).Invoke();

static Action<System.CommandLine.Parsing.OptionResult> InRange(Option<int> option, int low, int high) => result =>
{
    // The parser rejects text that is not a number.
    if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && (value < low || value > high))
    {
        result.AddError($"{option.Name} must be {low} to {high}.");
    }
};
