using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pedestal.Plotting;
using Pedestal.Season;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var evenings = new Option<int>("--evenings") { Description = "Number of evenings.", DefaultValueFactory = _ => 120 };
var entries = new Option<int>("--entries") { Description = "Guests in each evening.", DefaultValueFactory = _ => 10_000 };
var seed = new Option<int>("--seed") { Description = "Seed of guests and faults.", DefaultValueFactory = _ => 1 };
var json = new Option<FileInfo?>("--json") { Description = "File for the figures." };
foreach (var number in new[] { evenings, entries })
{
    number.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && value < 1)
        {
            result.AddError($"{number.Name} must be at least 1.");
        }
    });
}

var command = new RootCommand("A season in virtual time, with a fault for about every fortieth guest.")
{
    evenings, entries, seed, json,
};
command.SetAction((parsed, stop) => Task.FromResult(Play(parsed, stop)));
return await command.Parse(args).InvokeAsync();

int Play(ParseResult parsed, CancellationToken stop)
{
    var (nights, guests) = (parsed.GetValue(evenings), parsed.GetValue(entries));
    var begin = Stopwatch.GetTimestamp();
    var run = new SeasonRun(parsed.GetValue(seed));
    SeasonReport report = null!;
    if (AnsiConsole.Profile.Capabilities.Interactive)
    {
        AnsiConsole.Progress().HideCompleted(true).Start(context =>
        {
            var task = context.AddTask("Evenings", maxValue: nights);
            report = run.Play(nights, guests, () => task.Increment(1), stop);
        });
    }
    else
    {
        Console.WriteLine($"{nights} evenings of {guests} guests");
        report = run.Play(nights, guests, () => { }, stop);
    }

    var took = Stopwatch.GetElapsedTime(begin);
    Console.WriteLine($"""
        {report.Evenings} evenings, {report.VirtualHours:0} hours of virtual time, {took.TotalSeconds:0} s of real time
          palms and codes    {report.Presentations}; {report.CodesDuringFaults} codes decided while palms could not be read
          after the show     {report.TurnedAway} turned away
          enrolments         {string.Join(", ", report.Enrolments.OrderBy(e => e.Key).Select(e => $"{e.Value} {e.Key}"))}; {report.WrongEndings} wrong
          gate               {report.Openings} openings, {report.WrongOpenings} wrong
          passages           {report.Passed} passed, {report.Undone} undone, {report.Unadmitted} without an admission; {report.WrongEntries} entries wrong, {report.LockedIn} locked in
          lane               {report.StuckLanes} times stuck, {report.Failures} steps threw, {report.Restarts} restarts after a hang
          brokers            {report.SlowestChangeMs} ms at most to change to the other
          heap               {report.HeapGrowth} bytes more than after the first evening
          faults             {string.Join(", ", report.Faults.OrderBy(f => f.Key).Select(f => $"{f.Value} {f.Key}"))}
        """);
    if (parsed.GetValue(json) is { } file)
    {
        file.Directory?.Create();
        if (OlderReport.SetAside([file.FullName]) is { } older)
        {
            Console.WriteLine(older);
        }

        File.WriteAllText(file.FullName, JsonSerializer.Serialize(
            report, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }));
    }

    return report.IsSound ? 0 : 1;
}
