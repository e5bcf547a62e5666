using System.Diagnostics;
using Pedestal.Outage.World;

namespace Pedestal.Outage.Tests;

/// <summary>The whole of it with one fault, where the machine can do it.</summary>
public sealed class OutageTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_matcher_stops_nobody_and_nothing_acknowledged_is_lost()
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var run = Process.Start(new ProcessStartInfo(host,
            [typeof(OutageRun).Assembly.Location, "--faults", "1", "--seed", "5", "--only", "matcher-a killed", "--json", _folder.PathOf("outage.json")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var stop = TestContext.Current.CancellationToken;
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(stop), run.StandardError.ReadToEndAsync(stop));
        await run.WaitForExitAsync(stop);
        Assert.SkipWhen(run.ExitCode == Obstacles.ExitCode, await errors);

        Assert.True(run.ExitCode == 0, await output + await errors);
        Assert.Contains("1/1", await output, StringComparison.Ordinal);
        Assert.Contains("\"isSound\": true", File.ReadAllText(_folder.PathOf("outage.json")), StringComparison.Ordinal);
    }
}
