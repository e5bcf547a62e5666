using System.Diagnostics;

namespace Pedestal.Outage.World;

/// <summary>
/// A program in a place of its own, which can be killed, frozen and stopped. If it ends by itself it is started again after a second, as a
/// supervisor does, and that is counted.
/// </summary>
sealed class Part : IDisposable
{
    static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(1);

    readonly ProcessStartInfo _start;
    readonly StreamWriter _log;
    readonly Lock _changing = new();
    Process? _process;

    /// <summary>Prepares it.</summary>
    /// <param name="place">Its place, which is its name.</param>
    /// <param name="folder">Where its log is, and its working directory.</param>
    /// <param name="environment">Its environment beside this process's own.</param>
    /// <param name="command">Program and arguments.</param>
    public Part(string place, string folder, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        Place = place;
        // In a session of its own, so that whoever stops this program at a terminal does not stop it too.
        string[] all = ["setsid", .. Network.In(place, command)];
        _start = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            _start.Environment[name] = value;
        }

        _log = new StreamWriter(Path.Combine(folder, place + ".log")) { AutoFlush = true };
    }

    /// <summary>Its place.</summary>
    public string Place { get; }

    /// <summary>The signal that asks it to stop.</summary>
    public string StopSignal { get; init; } = "TERM";

    /// <summary>How often it ended by itself.</summary>
    public int Ends { get; private set; }

    /// <summary>Whether it is up.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Starts it.</summary>
    public void Start()
    {
        lock (_changing)
        {
            var process = Process.Start(_start)!;
            process.OutputDataReceived += (_, line) => Write(line.Data);
            process.ErrorDataReceived += (_, line) => Write(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();

            // In this order: the end of the process before, which was asked for, must not be taken for an end by itself.
            _process = process;
            IsUp = true;
            _ = SuperviseAsync(process);
        }
    }

    /// <summary>Kills everything in its place at once, as a power cut does; it stays off until it is started.</summary>
    public void Kill()
    {
        var process = Off();
        Network.Signal(Place, "KILL");
        process?.WaitForExit();
    }

    /// <summary>Asks it to stop, and waits until it has, as long as a supervisor would; it stays off until it is started.</summary>
    public void Stop(TimeSpan patience)
    {
        if (Off() is not { } process)
        {
            return;
        }

        Shell.Try("kill", "-" + StopSignal, $"{process.Id}");
        if (!process.WaitForExit(patience))
        {
            Write($"It did not stop within {patience.TotalSeconds:0} s.");
            Network.Signal(Place, "KILL");
        }
    }

    /// <summary>Freezes everything in its place.</summary>
    public void Freeze() => Network.Signal(Place, "STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Network.Signal(Place, "CONT");

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process?.Dispose();
        _process = null;
        lock (_log)
        {
            _log.Dispose();
        }
    }

    Process? Off()
    {
        lock (_changing)
        {
            IsUp = false;
            return _process;
        }
    }

    async Task SuperviseAsync(Process process)
    {
        await process.WaitForExitAsync();
        if (!IsUp || process != _process)
        {
            return;
        }

        Ends++;
        Write($"It ended by itself with exit code {process.ExitCode}.");
        await Task.Delay(RestartAfter);
        if (IsUp && process == _process)
        {
            Start();
        }
    }

    void Write(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine(FormattableString.Invariant($"{Clock.Now / 1000:0.000} {line}"));
            }
        }
    }
}
