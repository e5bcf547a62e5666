using System.Data.Common;

namespace Pedestal.Storage;

/// <summary>Statements that are sent together, where the connection can: each round trip costs as much as a statement.</summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">Its transaction.</param>
/// <param name="seconds">How long they may take.</param>
sealed class Posted(DbConnection connection, DbTransaction? transaction, int seconds)
{
    readonly List<(string Sql, (string Name, object? Value)[] Values)> _waiting = [];

    /// <summary>Whether statements can wait for others; otherwise they run at once.</summary>
    public bool CanWait => connection.CanCreateBatch;

    /// <summary>Adds a statement without a result.</summary>
    public void Add(string sql, ReadOnlySpan<(string Name, object? Value)> values) => _waiting.Add((sql, values.ToArray()));

    /// <summary>Forgets what was not sent.</summary>
    public void Clear() => _waiting.Clear();

    /// <summary>Sends what waits.</summary>
    public void Send()
    {
        if (_waiting.Count > 0)
        {
            using var batch = Take();
            batch.ExecuteNonQuery();
        }
    }

    /// <summary>Sends what waits, and reads the lookups' rows.</summary>
    public void Send(IReadOnlyList<Lookup> lookups)
    {
        using var batch = Take();
        foreach (var lookup in lookups)
        {
            Add(batch, lookup.Sql, lookup.Values);
        }

        using var rows = batch.ExecuteReader();
        foreach (var lookup in lookups)
        {
            lookup.Keep(rows);
            rows.NextResult();
        }
    }

    DbBatch Take()
    {
        var batch = connection.CreateBatch();
        (batch.Transaction, batch.Timeout) = (transaction, seconds);
        foreach (var (sql, values) in _waiting)
        {
            Add(batch, sql, values);
        }

        _waiting.Clear();
        return batch;
    }

    static void Add(DbBatch batch, string sql, (string Name, object? Value)[] values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }
}
