using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pedestal.Outage;
using Pedestal.Outage.World;
using Pedestal.Plotting;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var faults = new Option<int>("--faults") { Description = "Number of faults, one after the other.", DefaultValueFactory = _ => 200 };
var seed = new Option<int>("--seed") { Description = "Seed of faults and guests.", DefaultValueFactory = _ => 1 };
var only = new Option<string>("--only") { Description = "Plays only the kinds whose name matches this regular expression, as in \"matcher-. killed\".", DefaultValueFactory = _ => "" };
only.Validators.Add(result =>
{
    try
    {
        _ = new Regex(result.GetValueOrDefault<string>());
    }
    catch (ArgumentException e)
    {
        result.AddError($"--only is not a regular expression: {e.Message}");
    }
});
var json = new Option<FileInfo?>("--json") { Description = "File for the figures; the history of every lane goes beside it." };
var inside = new Option<DirectoryInfo?>("--inside") { Hidden = true };
var command = new RootCommand("A venue with two of each service, in network namespaces, with every fault that one machine can have.")
{
    faults, seed, only, json, inside,
};
command.SetAction(async (parsed, stop) =>
{
    try
    {
        return parsed.GetValue(inside) is { } folder ? await PlayAsync(parsed, folder.FullName, stop) : await BuildAsync(stop);
    }
    catch (OutageException e)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});

// Whoever stops it gets the report of what was played.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });

// The namespaces outlive whatever happens to the run inside of them, and are taken away in any case.
async Task<int> BuildAsync(CancellationToken stop)
{
    if (Obstacles.First() is { } obstacle)
    {
        Console.Error.WriteLine($"This machine cannot play an outage: {obstacle}.");
        return Obstacles.ExitCode;
    }

    using var alone = Network.Take();
    var folder = Directory.CreateTempSubdirectory("pedestal-outage-");
    Shell.Run("chmod", "a+rx", folder.FullName);
    Network.Build();
    var isSound = false;
    try
    {
        string[] own = [Environment.ProcessPath!, .. Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(OutageRun).Assembly.Location] : Array.Empty<string>()];
        var all = Network.In(Network.Lanes, [.. own, .. args, "--inside", folder.FullName]);
        using var run = Process.Start(all[0], all[1..]);
        await using var stopping = stop.Register(() => Shell.Try("kill", "-TERM", $"{run.Id}"));
        await run.WaitForExitAsync(CancellationToken.None);
        isSound = run.ExitCode == 0;
        return run.ExitCode;
    }
    finally
    {
        Network.Clear();
        if (isSound)
        {
            folder.Delete(recursive: true);
        }
        else
        {
            Console.Error.WriteLine($"History and logs: {folder.FullName}");
        }
    }
}

async Task<int> PlayAsync(ParseResult parsed, string folder, CancellationToken stop)
{
    var report = await OutageRun.RunAsync(parsed.GetValue(faults), parsed.GetValue(seed), parsed.GetValue(only)!, folder, stop);
    report.Write(Console.Out);
    if (parsed.GetValue(json) is { } file)
    {
        file.Directory?.Create();
        var history = Path.ChangeExtension(file.FullName, ".history.jsonl");
        if (OlderReport.SetAside([file.FullName, history]) is { } older)
        {
            Console.WriteLine(older);
        }

        File.Copy(OutageRun.HistoryIn(folder), history);

        File.WriteAllText(file.FullName, JsonSerializer.Serialize(report, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }));
    }

    return report.IsSound ? 0 : 1;
}
