using System.Data.Common;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>
/// Connections to a PostgreSQL server, or to the primary of several. Which host that is the driver remembers by the host's clock: after a step
/// back, it would miss for as long that another one has taken over. So with every step it is made to forget.
/// </summary>
/// <param name="connectionString">The server, or several.</param>
/// <param name="time">The clock.</param>
sealed class PrimarySource(string connectionString, TimeProvider time) : DbDataSource
{
    // Less than it is remembered without a step. A clock that is slewed needs hours for so much.
    static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    readonly Lock _renewing = new();
    volatile Known _known = Known.Now(connectionString, time);

    /// <inheritdoc/>
    public override string ConnectionString => connectionString;

    /// <summary>Opens a connection.</summary>
    public NpgsqlConnection Open() => Source.OpenConnection();

    /// <summary>Opens a connection.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => Source.OpenConnectionAsync(cancellation);

    /// <summary>Closes the pool's connections: those in use when they come back.</summary>
    public void Clear() => Source.Clear();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => Source.CreateConnection();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _known.Source.Dispose();
        }

        base.Dispose(disposing);
    }

    NpgsqlDataSource Source
    {
        get
        {
            if (_known.IsBeforeStep(time))
            {
                Renew();
            }

            return _known.Source;
        }
    }

    void Renew()
    {
        lock (_renewing)
        {
            if (_known is var before && before.IsBeforeStep(time))
            {
                _known = Known.Now(connectionString, time);

                // Not disposed: others may be opening connections from it.
                before.Source.Clear();
            }
        }
    }

    sealed record Known(NpgsqlDataSource Source, DateTimeOffset Clock, long Stamp)
    {
        public static Known Now(string connectionString, TimeProvider time) =>
            new(NpgsqlDataSource.Create(connectionString), time.GetUtcNow(), time.GetTimestamp());

        public bool IsBeforeStep(TimeProvider time) => (time.GetUtcNow() - Clock - time.GetElapsedTime(Stamp)).Duration() > Step;
    }
}
