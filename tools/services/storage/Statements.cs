using System.Data.Common;

namespace Pedestal.Storage;

/// <summary>
/// A connection's prepared statements, kept by their text: parsing and planning one takes longer than running it. Not safe for
/// concurrent callers.
/// </summary>
sealed class Statements
{
    // More than there are in the product's code; text made for one occasion must not pile up.
    const int Most = 64;

    readonly Dictionary<string, DbCommand> _free = new(StringComparer.Ordinal);

    /// <summary>A prepared statement, without parameters, that nothing else is using.</summary>
    internal DbCommand Take(DbConnection connection, string sql)
    {
        if (_free.Remove(sql, out var kept))
        {
            return kept;
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Keeps a statement that has run, but none of its values.</summary>
    internal void Return(DbCommand command)
    {
        command.Parameters.Clear();
        if (_free.Count >= Most || !_free.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }
}
