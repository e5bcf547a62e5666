using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Pedestal.Testing;

/// <summary>
/// A PostgreSQL primary and a physical standby with synchronous replication, on sockets in a temporary folder. Tests that use it are
/// skipped where PostgreSQL is not installed.
/// </summary>
public sealed class PostgresPair : IDisposable
{
    const string Database = "shows";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pair-");
    readonly Process _primary;
    readonly Process _standby;

    /// <summary>Starts both; from then on nothing is confirmed that the standby does not have.</summary>
    public PostgresPair()
    {
        PostgresServer.SkipWithout();
        PostgresServer.RunAsUser(_folder, "initdb", "-D", DataOf("a"), "-U", PostgresServer.User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        _primary = Start("a");
        Execute("a", "postgres", $"CREATE DATABASE {Database}");
        PostgresServer.RunAsUser(
            _folder, "pg_basebackup", "-h", SocketOf("a"), "-U", PostgresServer.User, "-D", DataOf("b"), "-R", "-X", "stream", "-c", "fast", "--no-sync");
        _standby = Start("b");
        Execute("a", "postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        Execute("a", "postgres", "SELECT pg_reload_conf()");
        Execute("a", Database, "CREATE TABLE replicated()");
    }

    /// <summary>The address of whichever of the two is the primary.</summary>
    public string Source =>
        $"postgresql:Host={SocketOf("a")},{SocketOf("b")};Database={Database};Username={PostgresServer.User};Maximum Pool Size=8";

    /// <summary>Kills the primary, as a power cut does.</summary>
    public void KillPrimary()
    {
        using var server = Process.GetProcessById(int.Parse(
            File.ReadLines(Path.Combine(DataOf("a"), "postmaster.pid")).First(), CultureInfo.InvariantCulture));
        server.Kill();
        _primary.StandardInput.Close();
        _primary.WaitForExit();
    }

    /// <summary>Makes the standby the primary.</summary>
    public void Promote() => Execute("b", "postgres", "SELECT pg_promote()");

    /// <inheritdoc/>
    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var server in new[] { _standby, _primary })
        {
            server.StandardInput.Close();
            server.WaitForExit();
            server.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    string DataOf(string server) => Path.Combine(_folder.FullName, server);

    string SocketOf(string server) => Path.Combine(_folder.FullName, "socket-" + server);

    Process Start(string server)
    {
        Directory.CreateDirectory(SocketOf(server));
        return PostgresServer.Launch(_folder, DataOf(server), SocketOf(server));
    }

    void Execute(string server, string database, string sql) => PostgresServer.Execute(
        $"postgresql:Host={SocketOf(server)};Database={database};Username={PostgresServer.User};Pooling=false", sql);
}
