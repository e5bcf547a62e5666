using System.Diagnostics;

namespace Pedestal.Flash.Tests;

/// <summary>Tests flash.sh without a board: it reports what is missing before it does anything.</summary>
public sealed class FlashTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flash-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1, "no-such-port: there is no such port. ", "--port", "no-such-port", "--bare")]
    [InlineData(1, "no-such-port: there is no such port. ", "--console", "no-such-port")]
    [InlineData(1, "a-file is not a serial port. ", "--console", "a-file")]
    [InlineData(2, "--port needs a port. ", "--port")]
    [InlineData(2, "--console needs a port. ", "--console", "")]
    [InlineData(2, "give --port, --console or both. ")]
    [InlineData(2, "--bare needs --port. ", "--bare", "--console", "no-such-port")]
    [InlineData(2, "need --console. ", "--port", "no-such-port", "--settings", "a-file")]
    public async Task A_wrong_port_lists_the_ports_and_writes_nothing(int code, string says, params string[] arguments)
    {
        var (ended, errors) = await RunAsync(arguments);

        Assert.Equal(code, ended);
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.Matches("Serial ports here: /dev/|This computer has no serial port: ", errors);
        Assert.Equal(["a-file"], _folder.GetFiles().Select(file => file.Name));
    }

    [Theory]
    [InlineData(2, "'--prot' is not an option.", "--prot", "x")]
    [InlineData(2, "--keys needs a value.", "--keys")]
    [InlineData(1, "--keys none.keys.json: there is no such file", "--console", "/dev/null", "--keys", "none.keys.json")]
    [InlineData(1, "--settings none.txt: there is no such file", "--console", "/dev/null", "--settings", "a-file", "--settings", "none.txt")]
    public async Task Other_wrong_options_are_reported(int code, string says, params string[] arguments)
    {
        var (ended, errors) = await RunAsync(arguments);

        Assert.Equal(code, ended);
        Assert.Contains(says, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_every_option_of_the_script()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "flash.sh"), TestContext.Current.CancellationToken);
        var (ended, output) = await RunAsync("--help");

        Assert.Equal(0, ended);
        foreach (var option in new[] { "--port", "--bare", "--console", "--keys", "--settings", "--code", "--help" })
        {
            Assert.Contains(option, script, StringComparison.Ordinal);
            Assert.Contains("\n  " + option + " ", output, StringComparison.Ordinal);
        }
    }

    async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "flash.sh is for Linux and macOS");
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "a-file"), "budget.ms=900\n", cancellation);
        using var process = Process.Start(new ProcessStartInfo(
            "bash", [Path.Combine(AppContext.BaseDirectory, "flash.sh"), .. arguments])
        {
            WorkingDirectory = _folder.FullName, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        var output = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, string.Concat(output));
    }
}
