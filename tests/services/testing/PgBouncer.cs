using System.Diagnostics;
using Npgsql;

namespace Pedestal.Testing;

/// <summary>A PgBouncer in front of a database, for one test, on a socket in a temporary folder.</summary>
public sealed class PgBouncer : IDisposable
{
    const int Port = 6432;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pgb-");
    readonly Process _process;

    /// <summary>Starts it; the test is skipped where it is not installed.</summary>
    /// <param name="source">The database behind it.</param>
    /// <param name="mode">session, transaction or statement.</param>
    public PgBouncer(string source, string mode)
    {
        var program = new[] { "/usr/sbin/pgbouncer", "/usr/local/bin/pgbouncer", "/usr/bin/pgbouncer" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "PgBouncer is not installed (Debian: apt-get install pgbouncer)");
        var server = new NpgsqlConnectionStringBuilder(source["postgresql:".Length..]);
        var settings = Path.Combine(_folder.FullName, "pgbouncer.ini");
        File.WriteAllText(settings, $"""
            [databases]
            * = host={server.Host} user={server.Username}
            [pgbouncer]
            listen_addr =
            listen_port = {Port}
            unix_socket_dir = {_folder.FullName}
            auth_type = any
            pool_mode = {mode}
            """);
        (program, var arguments) = PostgresServer.Prepare(_folder, program, settings);
        var isUp = new TaskCompletionSource();
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, WorkingDirectory = _folder.FullName },
            EnableRaisingEvents = true,
        };
        _process.Exited += (_, _) => isUp.TrySetException(new InvalidOperationException("pgbouncer did not start."));
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("process up", StringComparison.Ordinal) == true)
            {
                isUp.TrySetResult();
            }
        };
        _process.Start();
        _process.BeginErrorReadLine();
        isUp.Task.GetAwaiter().GetResult();
        Source = $"postgresql:Host={_folder.FullName};Port={Port};Database={server.Database};Username={server.Username}";
    }

    /// <summary>The address to open.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
