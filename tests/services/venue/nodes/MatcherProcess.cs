using System.Diagnostics;

namespace Pedestal.Venue.Tests;

/// <summary>A matcher in a process of its own, which can be killed.</summary>
sealed class MatcherProcess : IDisposable
{
    readonly Process _process;

    /// <summary>Starts it with these settings of the section "Matcher".</summary>
    public MatcherProcess(IEnumerable<(string Name, string Value)> settings)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Pedestal.Matcher.dll"), "run", "--urls=http://127.0.0.1:0",
                .. settings.Select(setting => $"--Matcher:{setting.Name}={setting.Value}"),
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

        // Whoever does not read the log stops the process that writes it.
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Kills it, as a power cut does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
