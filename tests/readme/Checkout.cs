using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Pedestal.Readme.Tests;

/// <summary>
/// A fresh copy of the repository in which commands are run as at a shell: one after the other, in the copy's
/// folder. Whatever is still running is stopped at the end.
/// </summary>
sealed class Checkout : IAsyncDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("readme-");
    readonly List<ShellCommand> _serving = [];
    readonly Dictionary<string, string> _environment;
    readonly string _console = FreePort().ToString(CultureInfo.InvariantCulture);

    public Checkout()
    {
        foreach (var file in Repository.Files)
        {
            var target = Path.Combine(Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }

        var programs = Directory.CreateDirectory(Path.Combine(_folder.FullName, "programs")).FullName;
        var shim = Path.Combine(programs, "dotnet");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "dotnet.sh"), shim);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var (broker, http) = (FreePort(), FreePort());
        Http = $"http://localhost:{http}";
        _environment = new Dictionary<string, string>
        {
            ["PATH"] = programs + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            ["README_DOTNET"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet")),
            ["README_BUILT"] = Repository.Root,
            ["README_CONFIGURATION"] = Repository.Configuration,
            ["README_BROKER_PORT"] = $"{broker}",
            ["ASPNETCORE_URLS"] = Http,
            ["Matcher__Broker__Port"] = $"{broker}",
            ["Ticketing__BrokerPort"] = $"{broker}",
            ["DOTNET_NOLOGO"] = "1",
        };
    }

    /// <summary>The copy's folder.</summary>
    public string Root => Path.Combine(_folder.FullName, "repository");

    /// <summary>Where the venue is served, instead of <c>http://localhost:5000</c>.</summary>
    public string Http { get; }

    /// <summary>Runs a block; returns what went wrong, or null.</summary>
    public async Task RunAsync(CommandBlock block, CancellationToken cancellation)
    {
        foreach (var command in block.Commands)
        {
            var marks = block.Marks with { With = block.Marks.WithFor(command, block.Commands) };
            await RunAsync(command, marks, $"{block.Readme}:{block.Line}", cancellation);
        }
    }

    /// <summary>Runs a command; returns its output if it has ended.</summary>
    public async Task<string> RunAsync(string command, Marks marks, string place, CancellationToken cancellation)
    {
        var line = command.Replace("http://localhost:5000", Http, StringComparison.Ordinal)
            .Replace("2300", _console, StringComparison.Ordinal);
        var environment = new Dictionary<string, string>(_environment) { ["README_WITH"] = marks.With };
        if (marks.ArgumentsOnly)
        {
            environment["README_ARGUMENTS_ONLY"] = "1";
        }

        var running = new ShellCommand(line, Root, environment);
        if (marks.UntilStopped)
        {
            _serving.Add(running);
            Assert.True(await running.ServesAsync(Http, cancellation), $"{place}: '{command}' does not serve:\n{running.Output}");
            return "";
        }

        await using (running)
        {
            var code = await running.EndAsync(cancellation);
            if (marks.ArgumentsOnly)
            {
                var refused = running.Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                Assert.True(code != 0 && refused is [var one] && one.Contains("'--no-such-option'", StringComparison.Ordinal),
                    $"{place}: not all arguments of '{command}' are known:\n{running.Output}");
                return "";
            }

            Assert.DoesNotContain('\u001b', running.Output);
            Assert.True(code == marks.Exit, $"{place}: '{command}' ended with {code}, not {marks.Exit}:\n{running.Output}");
            return running.Output;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in Enumerable.Reverse(_serving))
        {
            await command.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>A free TCP port.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
