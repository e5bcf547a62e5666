using System.Data.Common;

namespace Pedestal.Storage;

/// <summary>Runs statements on one connection, inside its transaction if there is one. Parameters are written @name.</summary>
public sealed class Session
{
    readonly DbConnection _connection;
    readonly DbTransaction? _transaction;
    readonly TimeSpan _patience;

    internal Session(DbConnection connection, DbTransaction? transaction = null, TimeSpan? patience = null) =>
        (_connection, _transaction, _patience) = (connection, transaction, patience ?? Database.Patience);

    /// <summary>The keys of the audit log; null where nothing writes one.</summary>
    internal AuditKeys? AuditKeys { get; init; }

    /// <summary>Runs a statement and returns the number of rows changed.</summary>
    public int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null when there is none.</summary>
    public object? Value(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>The first value as an integer; 0 when there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Convert.ToInt64(Value(sql, values));

    /// <summary>All rows, each converted by the caller's function.</summary>
    public List<T> Rows<T>(
        string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    DbCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        command.CommandTimeout = (int)Math.Ceiling(_patience.TotalSeconds);
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
