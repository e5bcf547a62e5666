using System.Data.Common;

namespace Pedestal.Storage;

/// <summary>
/// Runs statements on one connection, inside its transaction if there is one. Parameters are written @name. While guests wait, run one
/// statement at a time: PostgreSQL's driver sends the second of a text through the thread pool, which is busy with other messages.
/// </summary>
public sealed class Session
{
    readonly DbConnection _connection;
    readonly DbTransaction? _transaction;
    readonly TimeSpan _patience;

    internal Session(DbConnection connection, DbTransaction? transaction = null, TimeSpan? patience = null) =>
        (_connection, _transaction, _patience) = (connection, transaction, patience ?? Database.Patience);

    /// <summary>The keys of the audit log; null where nothing writes one.</summary>
    internal AuditKeys? AuditKeys { get; init; }

    /// <summary>Where its statements are kept prepared; null where they are not.</summary>
    internal Statements? Statements { get; init; }

    /// <summary>Runs a statement and returns the number of rows changed.</summary>
    public int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Execute(sql, values, command => command.ExecuteNonQuery());

    /// <summary>The first value of the first row; null when there is none.</summary>
    public object? Value(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Execute(sql, values, command => command.ExecuteScalar() is { } value and not DBNull ? value : null);

    /// <summary>The first value as an integer; 0 when there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Convert.ToInt64(Value(sql, values));

    /// <summary>All rows, each converted by the caller's function.</summary>
    public List<T> Rows<T>(
        string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Execute(sql, values, command =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(row(reader));
            }

            return rows;
        });

    T Execute<T>(string sql, ReadOnlySpan<(string Name, object? Value)> values, Func<DbCommand, T> execute)
    {
        if (Statements is null)
        {
            using var once = _connection.CreateCommand();
            once.CommandText = sql;
            return execute(With(once, values));
        }

        var command = Statements.Take(_connection, sql);
        try
        {
            With(command, values).Prepare();
            var result = execute(command);
            Statements.Return(command);
            return result;
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    DbCommand With(DbCommand command, ReadOnlySpan<(string Name, object? Value)> values)
    {
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
