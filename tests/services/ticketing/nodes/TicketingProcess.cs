using System.Diagnostics;
using System.Globalization;

namespace Pedestal.Ticketing.Tests;

/// <summary>Ticketing in a process of its own, which can be killed and frozen.</summary>
sealed class TicketingProcess : IDisposable
{
    readonly Process _process;

    TicketingProcess(Process process) => _process = process;

    /// <summary>Starts it with these settings of the section "Ticketing".</summary>
    public static TicketingProcess Start(params (string Name, string Value)[] settings)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var process = Process.Start(new ProcessStartInfo(host,
            [
                Path.Combine(AppContext.BaseDirectory, "Pedestal.Ticketing.dll"), "run",
                .. settings.Select(setting => $"--Ticketing:{setting.Name}={setting.Value}"),
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

        // Whoever does not read the log stops the process that writes it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new TicketingProcess(process);
    }

    /// <summary>Kills it, as a power cut does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Stops it without ending it: its connections stay open, and it does nothing.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("-CONT");

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
