using System.CommandLine;
using System.Globalization;
using Pedestal.CostMeter;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var palms = new Option<int>("--palms") { Description = "Synthetic palms.", DefaultValueFactory = _ => 20 };
var samples = new Option<int>("--samples") { Description = "Captures of each palm.", DefaultValueFactory = _ => 2 };
var seed = new Option<int>("--seed") { Description = "The same seed gives the same palms.", DefaultValueFactory = _ => 1 };
var images = new Option<DirectoryInfo?>("--images")
{
Description = "Folder of pictures PPPP_SS (.pgm, .png, .jpg) to use instead of synthetic palms.",
};
var methods = new Option<bool>("--methods") { Description = "Show the costliest methods." };
var kinds = new Option<bool>("--kinds") { Description = "Show the costliest kinds of instruction." };
palms.Validators.Add(InRange(palms, 1, 10_000));
samples.Validators.Add(InRange(samples, 1, 100));

var command = new RootCommand("Measures what one capture costs on the device: interpreter instructions, time, heap.")
{
    palms, samples, seed, images, methods, kinds,
};
command.SetAction(result =>
{
    try
    {
        var captures = result.GetValue(images) is { } folder
            ? Captures.OfFolder(folder)
            : Captures.OfPhantoms(result.GetValue(palms), result.GetValue(samples), result.GetValue(seed));
        var firmware = new FirmwareRuns();
        if (firmware.Code.IsDebugBuild)
        {
            Console.Error.WriteLine("The firmware is a debug build, which costs more than the device's: use -c Release.");
        }

        new Report(Console.Out, result.GetValue(methods), result.GetValue(kinds)).Write(firmware, captures);
        return 0;
    }
    catch (Exception error) when (error is InvalidDataException or NotSupportedException or IOException
        or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();

static Action<System.CommandLine.Parsing.OptionResult> InRange(Option<int> option, int low, int high) => result =>
{
    // The parser rejects text that is not a number.
    if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && (value < low || value > high))
    {
        result.AddError($"{option.Name} must be {low} to {high}.");
    }
};
