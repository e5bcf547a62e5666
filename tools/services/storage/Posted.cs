using System.Data.Common;

namespace Pedestal.Storage;

/// <summary>Statements that are sent together, where the connection can: each round trip costs as much as a statement.</summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">Its transaction.</param>
/// <param name="seconds">How long they may take.</param>
sealed class Posted(DbConnection connection, DbTransaction? transaction, int seconds)
{
    readonly List<(string Sql, (string Name, object? Value)[] Values, Lookup? Lookup)> _waiting = [];

    /// <summary>Whether statements can wait for others; otherwise they run at once.</summary>
    public bool CanWait => connection.CanCreateBatch;

    /// <summary>Adds a statement without a result.</summary>
    public void Add(string sql, ReadOnlySpan<(string Name, object? Value)> values) => _waiting.Add((sql, values.ToArray(), null));

    /// <summary>Adds a lookup, which keeps its rows.</summary>
    public void Add(Lookup lookup) => _waiting.Add((lookup.Sql, lookup.Values, lookup));

    /// <summary>Forgets what was not sent.</summary>
    public void Clear() => _waiting.Clear();

    /// <summary>Sends what waits.</summary>
    public void Send()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        using var batch = connection.CreateBatch();
        (batch.Transaction, batch.Timeout) = (transaction, seconds);
        _waiting.ForEach(statement => Add(batch, statement.Sql, statement.Values));
        var lookups = _waiting.Select(statement => statement.Lookup).OfType<Lookup>().ToList();
        _waiting.Clear();

        // Statements without a result are passed over.
        using var rows = batch.ExecuteReader();
        foreach (var lookup in lookups)
        {
            lookup.Keep(rows);
            rows.NextResult();
        }
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
