using System.CommandLine;
using System.Globalization;
using Pedestal.Evaluate;
using Pedestal.Phantom;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var images = new Option<DirectoryInfo?>("--images") { Description = "Folder of PGM, PNG or JPEG pictures." };
var captureKey = new Option<FileInfo?>("--capture-key")
{
    Description = "Key file of an evaluation: --images is the folder in which tools/lab/capture has stored its captures.",
};
var kind = new Option<SampleKind?>("--kind")
{
    Description = "hand: camera pictures (the middle square is used); roi: aligned palm regions, fingers at the top.",
};
var pattern = new Option<string?>("--pattern")
{
    Description = "Regular expression with the groups palm and sample, matched against each path below the folder.",
};
var phantoms = new Option<int?>("--phantoms") { Description = "Number of synthetic palms with samples 1 to 5, instead of pictures." };
var seed = new Option<int>("--seed") { Description = "Phantoms: the same seed gives the same palms.", DefaultValueFactory = _ => 1 };
var difficulty = new Option<Difficulty>("--difficulty")
{
    Description = "Phantoms: how much captures differ.",
    DefaultValueFactory = _ => Difficulty.Default,
};
var variety = new Option<Variety>("--variety")
{
    Description = "Phantoms: how much people and cameras differ; wide is far beyond published ranges, with a camera for each seed.",
    DefaultValueFactory = _ => Variety.Usual,
};
var attacks = new Option<int>("--attacks")
{
    Description = "Phantoms: number of presentation attacks of each kind; 0 for none.",
    DefaultValueFactory = _ => 0,
};
var ambient = new Option<bool>("--ambient")
{
    Description = "Phantoms: shows palms, and the attacks, in ambient light of up to 8 times the LEDs' own.",
};
var gallery = new Option<string>("--gallery")
{
    Description = "Samples that enrol a palm.",
    DefaultValueFactory = _ => "1,2,3",
};
var probe = new Option<string>("--probe") { Description = "Samples compared with all palms.", DefaultValueFactory = _ => "4,5" };
var leftOut = new Option<double>("--left-out")
{
    Description = "Share of the palms left out of the gallery in turn, for open-set identification.",
    DefaultValueFactory = _ => 0.2,
};
var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the report.", Required = true };

var command = new RootCommand("Recognition accuracy of the device's extraction and the matcher's comparison.")
{
    images, captureKey, kind, pattern, phantoms, seed, difficulty, variety, attacks, ambient, gallery, probe, leftOut, threads, output,
    OpenSetCommand.Create(), CohortCommand.Create(), PulseCommand.Create(),
};
command.Validators.Add(result =>
{
    if (result.Children.OfType<System.CommandLine.Parsing.CommandResult>().Any())
    {
        return;
    }

    if (result.GetResult(images) is null == result.GetResult(phantoms) is null)
    {
        result.AddError("Give --images DIR or --phantoms PALMS.");
    }
    else if (result.GetResult(images) is not null && result.GetValue(attacks) > 0)
    {
        result.AddError("--attacks are made of synthetic palms: they need --phantoms.");
    }
    else if (result.GetValue(ambient) && (result.GetResult(images) is not null || result.GetValue(kind) == SampleKind.Roi))
    {
        result.AddError("--ambient light falls on synthetic hands: it needs --phantoms, and no --kind roi.");
    }
    else if (result.GetResult(captureKey) is not null
        && (result.GetResult(images) is null || result.GetResult(pattern) is not null || result.GetValue(kind) == SampleKind.Roi))
    {
        result.AddError("--capture-key needs --images DIR, the folder of the evaluation, without --pattern and --kind roi.");
    }
    else if (result.GetResult(images) is not null && result.GetResult(captureKey) is null && (result.GetResult(kind) is null || result.GetResult(pattern) is null))
    {
        result.AddError("--images needs --kind hand|roi and --pattern REGEX.");
    }
});
phantoms.Validators.Add(Options.InRange<int>(phantoms.Name, 2, 10_000));
attacks.Validators.Add(Options.InRange<int>(attacks.Name, 0, 100_000));
threads.Validators.Add(Options.InRange<int>(threads.Name, 1, 1024));
leftOut.Validators.Add(Options.InRange<double>(leftOut.Name, 0.02, 0.5));
command.SetAction(result => EvaluateCommand.Run(
    new EvaluateOptions
    {
        Images = result.GetValue(images),
        CaptureKey = result.GetValue(captureKey),
        Kind = result.GetValue(kind) ?? SampleKind.Hand,
        Pattern = result.GetValue(pattern) ?? "",
        Phantoms = result.GetValue(phantoms) ?? 0,
        Seed = result.GetValue(seed),
        Difficulty = result.GetValue(difficulty),
        Variety = result.GetValue(variety),
        Attacks = result.GetValue(attacks),
        Ambient = result.GetValue(ambient),
        Gallery = SampleSplit.ParseNumbers(result.GetRequiredValue(gallery)),
        Probes = SampleSplit.ParseNumbers(result.GetRequiredValue(probe)),
        LeftOut = result.GetValue(leftOut),
        Threads = result.GetValue(threads),
        Output = result.GetRequiredValue(output),
    },
    AnsiConsole.Console, Console.Out, Console.Error));
return command.Parse(args).Invoke();
