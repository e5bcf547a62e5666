using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Pedestal.NanoCheck.Tests;

/// <summary>The tool as run from the command line, and its result for the firmware.</summary>
public sealed partial class ProgramTests
{
    [Fact]
    public void The_firmware_has_no_violations() =>
        Assert.DoesNotContain(WholeFirmware.Result.Findings, finding => !finding.IsWarning);

    [Fact]
    public async Task Without_violations_the_exit_code_is_0_and_the_output_says_what_was_read()
    {
        using var sample = new Sample("class C { int Twice(int a) { return 2 * a; } }");
        sample.Write(Repository.Solution, "");
        sample.Project.Save();
        var (code, lines) = await RunAsync(sample.FullPath(""));
        Assert.Matches(LastLine(), lines[^1]);
        Assert.EndsWith(" 0 violations", lines[^1]);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task A_violation_gives_exit_code_1_and_is_reported_with_file_and_line()
    {
        using var sample = new Sample("class C { int[,] _a; }");
        sample.Write(Repository.Solution, "");
        sample.Project.Save();
        var (code, lines) = await RunAsync(sample.FullPath(""), "--project", sample.FullPath("lib/Sample.nfproj"));
        Assert.Contains(lines, line => line.Contains("Source0.cs(1,18): error NANO202", StringComparison.Ordinal));
        Assert.EndsWith(" 1 violations", lines[^1]);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Outside_the_repository_the_tool_says_so()
    {
        var (code, _) = await RunAsync(Path.GetTempPath());
        Assert.Equal(1, code);
    }

    static async Task<(int Code, string[] Lines)> RunAsync(string folder, params string[] arguments)
    {
        var token = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [typeof(Checker).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(token);
        var output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, (output + await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(@"^nano-check: \d+ assemblies, \d+ source files, \d+ platform members used, \d+ violations$")]
    private static partial Regex LastLine();
}
