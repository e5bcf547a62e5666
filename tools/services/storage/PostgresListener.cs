using System.Data;
using System.Data.Common;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>Listens to a channel of a PostgreSQL server on a connection of its own.</summary>
static class PostgresListener
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A server that is gone without a word is noticed by this.
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Calls for every message, and after every connection, because messages are lost in between; until stopped.</summary>
    public static async Task RunAsync(PrimarySource source, string channel, Action heard, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(source, channel, heard, stop);
            }
            catch (Exception e) when (e is DbException or TimeoutException or IOException or System.Net.Sockets.SocketException or OperationCanceledException)
            {
                // Whoever listens also asks from time to time, so nothing is missed meanwhile.
                await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    static async Task ListenAsync(PrimarySource source, string channel, Action heard, CancellationToken stop)
    {
        await using var connection = await source.OpenAsync(stop);
        connection.Notification += (_, _) => heard();
        await using (var listen = new NpgsqlCommand($"LISTEN {channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        try
        {
            heard();
            while (true)
            {
                if (!await connection.WaitAsync(Silence, stop))
                {
                    await using var alive = new NpgsqlCommand("SELECT 1", connection);
                    await alive.ExecuteNonQueryAsync(stop);
                }
            }
        }
        finally
        {
            // Back in the pool the connection would go on listening, for somebody else.
            if (connection.State == ConnectionState.Open)
            {
                await using var end = new NpgsqlCommand("UNLISTEN *", connection);
                await end.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }
}
