using System.Globalization;
using Npgsql;

namespace Pedestal.Outage.World;

/// <summary>What one look at a PostgreSQL server showed.</summary>
/// <param name="IsStandby">Whether it follows another server.</param>
/// <param name="IsFollowed">Whether a standby streams from it.</param>
/// <param name="IsCaughtUpWith">Whether that standby has nearly everything.</param>
/// <param name="Waits">Whether its commits wait for the standby.</param>
/// <param name="IsHeldUp">Whether one has waited for it for a second.</param>
/// <param name="Milliseconds">How long the look took.</param>
sealed record ServerState(bool IsStandby, bool IsFollowed, bool IsCaughtUpWith, bool Waits, bool IsHeldUp, double Milliseconds);

/// <summary>One of the two PostgreSQL servers: its data folder, and its processes in a place of their own.</summary>
sealed class Server : IDisposable
{
    /// <summary>The user who owns everything.</summary>
    public const string User = "pedestal";

    static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);
    readonly string _data;

    /// <summary>Prepares it.</summary>
    public Server(string place, string folder)
    {
        _data = Path.Combine(folder, place);
        Empty();
        Part = new Part(place, folder, new Dictionary<string, string>(), AsUser("postgres", "-D", _data)) { StopSignal = "INT" };
    }

    /// <summary>Its processes.</summary>
    public Part Part { get; }

    /// <summary>Whether it must not come back as it is: another one became the primary.</summary>
    public bool IsFenced { get; set; }

    /// <summary>Where PostgreSQL's programs are; null where it is not installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "postgres")))
        : null;

    string Address => Network.AddressOf(Part.Place);

    /// <summary>Creates an empty primary.</summary>
    public void Create()
    {
        RunAsUser("initdb", "-D", _data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--data-checksums");
        File.AppendAllText(Path.Combine(_data, "postgresql.conf"), """

            fsync = off                  # nothing here takes the system's memory away
            listen_addresses = '*'
            unix_socket_directories = ''
            max_connections = 150
            shared_buffers = 64MB
            wal_keep_size = 512MB
            wal_sender_timeout = 3s
            wal_receiver_timeout = 3s
            wal_retrieve_retry_interval = 500ms

            """);
        File.AppendAllText(Path.Combine(_data, "pg_hba.conf"), "host all all 10.77.0.0/24 trust\nhost replication all 10.77.0.0/24 trust\n");
        Part.Start();
    }

    /// <summary>Copies another server anew, and follows it.</summary>
    public void CopyOf(Server primary)
    {
        Empty();
        RunAsUser("pg_basebackup", "-D", _data, "-R", "-X", "stream", "-c", "fast", "-d", Conninfo(primary));
        Part.Start();
    }

    /// <summary>Winds an old primary back to where the new one began, and follows it.</summary>
    public void ReturnTo(Server primary)
    {
        try
        {
            RunAsUser("pg_rewind", "-D", _data, "-R", "--source-server", Conninfo(primary) + " dbname=postgres");
            Part.Start();
        }
        catch (OutageException)
        {
            CopyOf(primary);
        }
    }

    /// <summary>Looks at it over the network; null if it does not answer within half a second.</summary>
    public async Task<ServerState?> LookAsync()
    {
        var begin = Clock.Now;
        using var patience = new CancellationTokenSource(Look);
        try
        {
            await using var connection = await OpenAsync("postgres", patience.Token);
            await using var command = new NpgsqlCommand(
                """
                SELECT pg_is_in_recovery(), EXISTS(SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'),
                    EXISTS(SELECT 1 FROM pg_stat_replication
                        WHERE state = 'streaming' AND pg_wal_lsn_diff(pg_current_wal_lsn(), flush_lsn) < 65536),
                    current_setting('synchronous_standby_names') <> '',
                    EXISTS(SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND clock_timestamp() - state_change > interval '1 s')
                """, connection);
            await using var row = await command.ExecuteReaderAsync(patience.Token);
            await row.ReadAsync(patience.Token);
            return new ServerState(row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4), Clock.Now - begin);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }

    /// <summary>Runs statements, one after the other.</summary>
    public async Task ExecuteAsync(string database, params string[] statements)
    {
        await using var connection = await OpenAsync(database, CancellationToken.None);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Part.Dispose();
        Empty();
    }

    void Empty()
    {
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }

        Shell.Run("mkdir", "--mode", "700", _data);
        Shell.Run("chown", "nobody", _data);
    }

    static string[] AsUser(string program, params string[] arguments) =>
        ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", Path.Combine(Programs!, program), .. arguments];

    static string Conninfo(Server primary) => $"host={primary.Address} user={User} connect_timeout=1";

    void RunAsUser(string program, params string[] arguments)
    {
        var all = Network.In(Part.Place, AsUser(program, arguments));
        Shell.Run(all[0], all[1..]);
    }

    async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(string.Create(
            CultureInfo.InvariantCulture, $"Host={Address};Database={database};Username={User};Pooling=false;Timeout=1;Command Timeout=5"));
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
