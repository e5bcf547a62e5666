using System.Diagnostics;
using System.Globalization;

namespace Pedestal.Bench;

/// <summary>
/// A process of the venue under load, which can be killed, frozen and stopped. However it ends, it is started again, as a supervisor does.
/// </summary>
sealed class LoadProcess : IDisposable
{
    /// <summary>How long after its end it is started again; a supervisor takes a second, a machine longer.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromSeconds(3);

    readonly ProcessStartInfo _start;
    readonly Action<string> _heard;
    readonly CancellationTokenSource _end = new();
    readonly Task _supervision;
    Process _process;
    TimeSpan _before;

    /// <summary>Starts it.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="heard">Gets its log, which is dropped otherwise; errors are shown.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public LoadProcess(string name, string folder, Action<string> heard, string program, params string[] arguments)
    {
        (Name, _heard) = (name, heard);
        _start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        _process = Begin();
        _supervision = SuperviseAsync(_end.Token);
    }

    /// <summary>What it is.</summary>
    public string Name { get; }

    /// <summary>What it has computed, and those before it in its place.</summary>
    public TimeSpan Cpu => _before + (_process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime);

    /// <summary>Kills it, as a power cut does.</summary>
    public void Kill()
    {
        _before = Cpu;
        _process.Kill(entireProcessTree: true);
    }

    /// <summary>Asks it to stop.</summary>
    public void Stop()
    {
        _before = Cpu;
        Signal("TERM");
    }

    /// <summary>Freezes it for the given time.</summary>
    public async Task FreezeAsync(TimeSpan time, CancellationToken stop)
    {
        Signal("STOP");
        try
        {
            await Task.Delay(time, stop);
        }
        finally
        {
            Signal("CONT");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _supervision.GetAwaiter().GetResult();
        Kill();
        _process.WaitForExit();
        _process.Dispose();
        _end.Dispose();
    }

    async Task SuperviseAsync(CancellationToken end)
    {
        try
        {
            while (true)
            {
                await _process.WaitForExitAsync(end);
                await Task.Delay(Away, end);
                var ended = _process;
                _process = Begin();
                ended.Dispose();
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    Process Begin()
    {
        var process = Process.Start(_start)!;
        process.OutputDataReceived += (_, line) => _heard(line.Data ?? "");
        process.BeginOutputReadLine();
        return process;
    }

    void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
