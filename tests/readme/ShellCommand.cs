using System.Diagnostics;
using System.Text;

namespace Pedestal.Readme.Tests;

/// <summary>A command line in its own shell. Standard input stays open and silent while it runs.</summary>
sealed class ShellCommand : IAsyncDisposable
{
    // Only ends what would otherwise wait for ever; never decides a passing result.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly StringBuilder _errors = new();
    readonly TaskCompletionSource _spoke = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ShellCommand(string line, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash", ["-c", line])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            Take(line.Data);
            _errors.AppendLine(line.Data);
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>What it printed to standard error; valid once it has ended.</summary>
    public string Errors => _errors.ToString();

    /// <summary>Waits for it to end; returns the exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancellation)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);
        return _process.ExitCode;
    }

    /// <summary>Waits until it prints something and, if it is a venue, is ready; false if it ends.</summary>
    public async Task<bool> ServesAsync(string http, CancellationToken cancellation)
    {
        var end = _process.WaitForExitAsync(cancellation);
        await Task.WhenAny(_spoke.Task, end).WaitAsync(Patience, cancellation);
        if (!_process.StartInfo.ArgumentList[1].Contains("tools/services/venue", StringComparison.Ordinal))
        {
            return !_process.HasExited;
        }

        using var client = new HttpClient();
        while (!_process.HasExited)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(http + "/readyz"), cancellation);
                if (response.IsSuccessStatusCode)
                {
                    return true;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, cancellation);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        _spoke.TrySetResult();
    }
}
