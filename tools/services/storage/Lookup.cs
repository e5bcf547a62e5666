using System.Data.Common;

namespace Pedestal.Storage;

/// <summary>
/// Rows that queued work needs, known before its turn: a database beyond a network reads for all work that shares a transaction in one
/// round trip. What other work of the transaction changes meanwhile is missing in them; see <see cref="Session.Claim"/>.
/// </summary>
public abstract class Lookup
{
    private protected Lookup(string sql, (string Name, object? Value)[] values) => (Sql, Values) = (sql, values);

    internal string Sql { get; }

    internal (string Name, object? Value)[] Values { get; }

    /// <summary>Whether it was read ahead.</summary>
    internal bool WasRead { get; private protected set; }

    /// <summary>Drops what was read ahead: it is read when it is asked for.</summary>
    public abstract void Forget();

    /// <summary>Keeps the rows until they are asked for.</summary>
    internal abstract void Keep(DbDataReader rows);
}

/// <summary>Rows of one kind.</summary>
/// <param name="sql">The statement; it changes nothing.</param>
/// <param name="row">Converts a row.</param>
/// <param name="values">The statement's parameters.</param>
public sealed class Lookup<T>(string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] values) : Lookup(sql, values)
{
    List<T>? _kept;

    /// <inheritdoc/>
    public override void Forget() => _kept = null;

    /// <inheritdoc/>
    internal override void Keep(DbDataReader rows)
    {
        _kept = Read(rows);
        WasRead = true;
    }

    /// <summary>Rows read ahead, once; null when there are none to take.</summary>
    internal List<T>? Take()
    {
        var kept = _kept;
        _kept = null;
        return kept;
    }

    /// <summary>Reads all rows.</summary>
    internal List<T> Read(DbDataReader rows)
    {
        var read = new List<T>();
        while (rows.Read())
        {
            read.Add(row(rows));
        }

        return read;
    }
}
