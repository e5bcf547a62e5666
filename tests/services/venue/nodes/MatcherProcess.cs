using System.Diagnostics;
using System.Globalization;

namespace Pedestal.Venue.Tests;

/// <summary>A matcher in a process of its own, which can be killed.</summary>
sealed class MatcherProcess : IDisposable
{
    readonly int _port = FreePort.Next();
    readonly HttpClient _http = new();
    readonly Process _process;

    /// <summary>Starts it with these settings of the section "Matcher".</summary>
    public MatcherProcess(IEnumerable<(string Name, string Value)> settings)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Pedestal.Matcher.dll"), "run", $"--urls=http://127.0.0.1:{_port}",
                .. settings.Select(setting => $"--Matcher:{setting.Name}={setting.Value}"),
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

        // Whoever does not read the log stops the process that writes it.
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether it serves.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken stop)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri($"http://127.0.0.1:{_port}/readyz"), stop);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>How many palms its galleries have.</summary>
    public async Task<int> CountPalmsAsync(CancellationToken stop)
    {
        var metrics = await _http.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/metrics"), stop);
        var line = metrics.Split('\n').Single(line => line.StartsWith("matcher_gallery_palms", StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Freezes it, as a machine without memory or a stalled host does.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets a frozen one go on.</summary>
    public void Continue() => Signal("CONT");

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
        _http.Dispose();
    }

    void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
