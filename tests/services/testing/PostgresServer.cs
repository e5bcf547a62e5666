using System.Diagnostics;
using Npgsql;

namespace Pedestal.Testing;

/// <summary>
/// A PostgreSQL server for this test run, in a temporary folder and on a socket in it; started by the first
/// test that needs it. Such tests are skipped where PostgreSQL is not installed.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>The user who owns everything.</summary>
    internal const string User = "pedestal";

    // The server stops at the end of its input, which even a killed test run causes.
    const string UntilInputEnds = """
        "$1/postgres" -D "$2" -k "$3" -c listen_addresses= -c fsync=off -c max_connections=50 2>&1 &
        server=$!; read -r _; kill -QUIT $server; wait $server
        """;

    static PostgresServer? _current;
    readonly Lazy<DirectoryInfo> _folder;
    Process? _server;
    int _databases;

    /// <summary>Started by the test run's fixture.</summary>
    public PostgresServer()
    {
        _folder = new Lazy<DirectoryInfo>(Start);
        _current = this;
    }

    /// <summary>Creates an empty database; returns the address for <see cref="Storage.Database.Open"/>.</summary>
    public static string NewDatabase()
    {
        SkipWithout();
        var server = _current!;
        var name = $"db{Interlocked.Increment(ref server._databases)}";
        Execute("postgresql:" + server.Address("postgres"), $"CREATE DATABASE {name}");
        return "postgresql:" + server.Address(name);
    }

    /// <summary>Runs SQL past whoever uses the database.</summary>
    public static void Execute(string source, string sql)
    {
        using var connection = new NpgsqlConnection(source["postgresql:".Length..]);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_server is null)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        _server.StandardInput.Close();
        _server.WaitForExit();
        _server.Dispose();
        _folder.Value.Delete(recursive: true);
    }

    /// <summary>Skips the test where a server of its own cannot be started.</summary>
    internal static void SkipWithout()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "a private server needs a Unix system");
        Assert.SkipWhen(Binaries is null, "PostgreSQL is not installed (Debian: apt-get install postgresql)");
    }

    // Where the programs are may be full of links, and not to all of them.
    static string? Binaries { get; } = Resolved((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin"))
            : [])
        .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres"))));

    static string? Resolved(string? folder) => folder is null ? null
        : File.ResolveLinkTarget(Path.Combine(folder, "postgres"), returnFinalTarget: true) is { } target
            ? Path.GetDirectoryName(target.FullName) : folder;

    string Address(string database) =>
        $"Host={_folder.Value.FullName};Database={database};Username={User};Maximum Pool Size=8";

    DirectoryInfo Start()
    {
        var folder = Directory.CreateTempSubdirectory("pg-");
        var data = Path.Combine(folder.FullName, "data");
        RunAsUser(folder, "initdb", "-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        _server = Launch(folder, data, folder.FullName);
        return folder;
    }

    /// <summary>Starts a server, and waits until it accepts connections; it ends with its input.</summary>
    internal static Process Launch(DirectoryInfo folder, string data, string socket)
    {
        var (shell, arguments) = Prepare(folder, "sh", "-c", UntilInputEnds, "sh", Binaries!, data, socket);
        var ready = new TaskCompletionSource();
        var server = new Process { StartInfo = Silent(shell, arguments), EnableRaisingEvents = true };
        server.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("postgres did not start."));
        server.OutputDataReceived += (_, line) =>
        {
            // A standby accepts read-only connections.
            if (line.Data?.Contains("ready to accept", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        server.Start();
        server.BeginOutputReadLine();
        ready.Task.GetAwaiter().GetResult();
        return server;
    }

    /// <summary>Runs one of PostgreSQL's programs on a folder.</summary>
    internal static void RunAsUser(DirectoryInfo folder, string program, params string[] arguments)
    {
        var (name, all) = Prepare(folder, Path.Combine(Binaries!, program), arguments);
        Run(name, all);
    }

    /// <summary>A program that refuses to run as root, with a folder owned by its user.</summary>
    internal static (string Program, string[] Arguments) Prepare(
        DirectoryInfo folder, string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "-R", "nobody", folder.FullName);
        }

        return AsUser(program, arguments);
    }

    static (string Program, string[] Arguments) AsUser(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", program, .. arguments])
            : (program, arguments);

    static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(Silent(program, arguments))!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} failed: {output}");
    }

    static ProcessStartInfo Silent(string program, string[] arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        WorkingDirectory = Path.GetTempPath(),

        // Messages are English unless a database sets lc_messages; then they are German.
        Environment = { ["LANGUAGE"] = "de" },
    };
}
