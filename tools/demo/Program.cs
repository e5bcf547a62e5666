using System.CommandLine;
using System.CommandLine.Parsing;
using Pedestal.Demo;
using Pedestal.Demo.Serve;
using Pedestal.Web;
using Spectre.Console;

var guests = new Option<int>("--guests")
{
    Description = $"Guests who enrol, {DemoOptions.FewestGuests} to {DemoOptions.MostGuests}.", DefaultValueFactory = _ => 12,
};
var entries = new Option<int>("--entries")
{
    Description = $"Arrivals at the lanes, {EveningPlan.FewestEntries} to {DemoOptions.MostEntries}.",
    DefaultValueFactory = _ => 48,
};
var seed = new Option<int>("--seed") { Description = "The same seed gives the same evening.", DefaultValueFactory = _ => 1 };
var images = new Option<DirectoryInfo?>("--images")
{
    Description = "Folder of camera pictures named PPPP_SS.pgm, .png or .jpg to use instead of synthetic hands; palms 2k and"
    + " 2k+1 belong to one guest. The first three captures of a palm enrol it; the others are for entry.",
};
var json = new Option<FileInfo?>("--json") { Description = "File for the figures." };
var sheet = new Option<FileInfo>("--sheet")
{
    Description = "File for the picture sheet.",
    DefaultValueFactory = _ => new FileInfo("artifacts/demo.png"),
};
var serve = new Option<string?>("--serve")
{
    Description = "Keep a venue's evening running with its web pages, at this address or http://localhost:5080, until Ctrl-C.",
    Arity = ArgumentArity.ZeroOrOne,
};
guests.Validators.Add(InRange(guests, DemoOptions.FewestGuests, DemoOptions.MostGuests));
entries.Validators.Add(InRange(entries, EveningPlan.FewestEntries, DemoOptions.MostEntries));

var command = new RootCommand("A venue's evening: guests enrol their palms, then arrive at the entry lanes.")
{
    guests, entries, seed, images, json, sheet, serve,
};
command.SetAction((result, cancellation) => result.GetResult(serve) is { Implicit: false } ? ServeAsync(result, cancellation) : Demo.RunAsync(
    new DemoOptions(result.GetValue(guests), result.GetValue(entries), result.GetValue(seed), result.GetValue(images),
        result.GetValue(json), result.GetRequiredValue(sheet)),
    AnsiConsole.Console, cancellation));
return await command.Parse(args).InvokeAsync();

async Task<int> ServeAsync(ParseResult result, CancellationToken cancellation)
{
    try
    {
        return await ServedEvening.RunAsync((result.GetValue(serve) ?? new PagesOptions().Urls).TrimEnd('/'), result.GetValue(seed),
            Console.Out.WriteLine, cancellation);
    }
    catch (Exception error) when (error is InvalidDataException or IOException or InvalidOperationException)
    {
        Console.Error.WriteLine(error.Message);
        return 2;
    }
}

static Action<OptionResult> InRange(Option<int> option, int low, int high) => result =>
{
    // The parser rejects text that is not a number.
    if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && (value < low || value > high))
    {
        result.AddError($"{option.Name} must be {low} to {high}.");
    }
};
