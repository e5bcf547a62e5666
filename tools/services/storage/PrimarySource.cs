using System.Data.Common;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>
/// Connections to a PostgreSQL server, and to the primary of several. The host that was the primary last is asked first, so that nobody waits for
/// a standby that is silent. What the driver remembers of hosts ages by the host's clock: after a step back, it would miss for as long that
/// another one has taken over, so with every step it is made to forget.
/// </summary>
/// <param name="connectionString">The server, or several.</param>
/// <param name="time">The clock.</param>
sealed class PrimarySource(string connectionString, TimeProvider time) : DbDataSource
{
    // Less than it is remembered without a step. A clock that is slewed, by at most 500 ppm, needs a quarter of an hour for so much.
    static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    readonly Lock _renewing = new();
    volatile Known _known = Known.Now(new NpgsqlConnectionStringBuilder(connectionString), time);

    /// <inheritdoc/>
    public override string ConnectionString => connectionString;

    /// <summary>Opens a connection.</summary>
    public NpgsqlConnection Open()
    {
        var known = Fresh();
        return Noted(known.Source.OpenConnection(), known);
    }

    /// <summary>Opens a connection.</summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var known = Fresh();
        return Noted(await known.Source.OpenConnectionAsync(cancellation), known);
    }

    /// <summary>Closes the pool's connections: those in use when they come back.</summary>
    public void Clear() => _known.Source.Clear();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => Fresh().Source.CreateConnection();

    /// <inheritdoc/>
    protected override DbConnection OpenDbConnection() => Open();

    /// <inheritdoc/>
    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) =>
        await OpenAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _known.Source.Dispose();
        }

        base.Dispose(disposing);
    }

    Known Fresh()
    {
        if (_known is var known && known.IsBeforeStep(time))
        {
            Renew(known, known.Servers);
        }

        return _known;
    }

    NpgsqlConnection Noted(NpgsqlConnection connection, Known known)
    {
        if (known.AskedFirst(connection) is { } servers)
        {
            Renew(known, servers);
        }

        return connection;
    }

    void Renew(Known before, NpgsqlConnectionStringBuilder servers)
    {
        lock (_renewing)
        {
            if (ReferenceEquals(_known, before))
            {
                _known = Known.Now(servers, time);

                // Not disposed: others may be opening connections from it.
                before.Source.Clear();
            }
        }
    }

    sealed record Known(NpgsqlDataSource Source, NpgsqlConnectionStringBuilder Servers, DateTimeOffset Clock, long Stamp)
    {
        const char Separator = ',';

        readonly string[] _hosts = Servers.Host!.Split(Separator, StringSplitOptions.TrimEntries);

        public static Known Now(NpgsqlConnectionStringBuilder servers, TimeProvider time) =>
            new(NpgsqlDataSource.Create(servers), servers, time.GetUtcNow(), time.GetTimestamp());

        public bool IsBeforeStep(TimeProvider time) => (time.GetUtcNow() - Clock - time.GetElapsedTime(Stamp)).Duration() > Step;

        /// <summary>The servers with this connection's host first; null if it is.</summary>
        public NpgsqlConnectionStringBuilder? AskedFirst(NpgsqlConnection connection)
        {
            var first = _hosts.Length == 1 ? null : _hosts.FirstOrDefault(host => host == connection.Host || host == $"{connection.Host}:{connection.Port}");
            return first is null || first == _hosts[0] ? null : new NpgsqlConnectionStringBuilder(Servers.ConnectionString)
            {
                Host = string.Join(Separator, _hosts.OrderByDescending(host => host == first)),
            };
        }
    }
}
