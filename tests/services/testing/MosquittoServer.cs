using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Pedestal.Testing;

/// <summary>
/// Mosquitto without accounts on a free port of the loopback: it can be killed, frozen and started again. Such tests are skipped
/// where it is not installed.
/// </summary>
public sealed class MosquittoServer : IDisposable
{
    static readonly string[] Programs = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mosquitto-");
    readonly string _program;
    Process? _process;

    /// <summary>Starts it.</summary>
    public MosquittoServer()
    {
        _program = Programs.FirstOrDefault(File.Exists) ?? "";
        Assert.SkipWhen(_program.Length == 0, "Mosquitto is not installed (Debian: apt-get install mosquitto)");
        Start();
    }

    /// <summary>The port on the loopback address.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Starts it again where it was, and waits until it listens.</summary>
    public void Start()
    {
        var configuration = Path.Combine(_folder.FullName, "mosquitto.conf");
        File.WriteAllText(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            listener {Port} 127.0.0.1
            allow_anonymous true
            set_tcp_nodelay true
            log_dest none

            """));
        _process = Process.Start(new ProcessStartInfo(_program, ["-c", configuration]))!;
        for (var start = Stopwatch.GetTimestamp();; Thread.Yield())
        {
            Assert.False(_process.HasExited, "Mosquitto does not start.");
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1), "Mosquitto does not listen.");
            try
            {
                using var client = new TcpClient("127.0.0.1", Port);
                return;
            }
            catch (SocketException)
            {
                // It does not listen yet.
            }
        }
    }

    /// <summary>Kills it: the system closes its connections.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Stops its process without ending it: connections stay open, new ones are accepted by the system, and nothing replies.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("-CONT");

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _folder.Delete(recursive: true);
    }

    void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
