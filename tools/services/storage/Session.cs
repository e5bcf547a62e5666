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
    readonly int _seconds;
    readonly Posted _posted;
    readonly HashSet<string> _claimed = new(StringComparer.Ordinal);

    internal Session(DbConnection connection, DbTransaction? transaction = null, TimeSpan? patience = null)
    {
        (_connection, _transaction) = (connection, transaction);
        _seconds = (int)Math.Ceiling((patience ?? Database.Patience).TotalSeconds);
        _posted = new Posted(connection, transaction, _seconds);
    }

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

    /// <summary>The rows of a lookup: those read ahead, unless they were taken or forgotten.</summary>
    public List<T> Rows<T>(Lookup<T> lookup)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        return lookup.Take() ?? Execute(lookup.Sql, lookup.Values, command =>
        {
            using var reader = command.ExecuteReader();
            return lookup.Read(reader);
        });
    }

    /// <summary>
    /// Says what queued work is about to change, such as the tickets of an account. False if other work of this transaction has said
    /// the same: then rows that were read ahead may be out of date, and must be forgotten.
    /// </summary>
    public bool Claim(string what) => _claimed.Add(what);

    /// <summary>Runs a statement whose result nobody needs, at the latest before the next one that has a result, or the commit.</summary>
    public void Post(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (_posted.CanWait)
        {
            _posted.Add(sql, values);
        }
        else
        {
            Run(sql, values);
        }
    }

    /// <summary>Reads lookups with what was posted, where that saves round trips.</summary>
    internal void Post(IEnumerable<Lookup> lookups)
    {
        if (_posted.CanWait)
        {
            foreach (var lookup in lookups)
            {
                _posted.Add(lookup);
            }
        }
    }

    /// <summary>Runs what was posted.</summary>
    internal void Flush() => _posted.Send();

    /// <summary>Forgets what was posted and has not run.</summary>
    internal void Drop() => _posted.Clear();

    T Execute<T>(string sql, ReadOnlySpan<(string Name, object? Value)> values, Func<DbCommand, T> execute)
    {
        Flush();
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
        command.CommandTimeout = _seconds;
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
