using System.Diagnostics;

namespace Pedestal.Outage.World;

/// <summary>Runs programs of the system, each with a limit.</summary>
static class Shell
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program to its end; returns its output.</summary>
    /// <exception cref="OutageException">It failed, or took too long.</exception>
    public static string Run(string program, params string[] arguments)
    {
        var (code, output) = Try(program, arguments);
        return code == 0 ? output : throw new OutageException($"\"{program} {string.Join(' ', arguments)}\" failed: {output}");
    }

    /// <summary>Runs a program to its end; returns its exit code and everything it wrote.</summary>
    public static (int Code, string Output) Try(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetTempPath(),
        })!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new OutageException($"\"{program} {string.Join(' ', arguments)}\" took longer than {Limit.TotalSeconds:0} s.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }
}

/// <summary>The world cannot be built or kept up; the message says why.</summary>
sealed class OutageException(string message) : Exception(message);
