using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>An operator as listed.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">What the operator may do.</param>
/// <param name="KeyedAt">When the present key was made.</param>
public sealed record ListedOperator(string Name, OperatorRole Role, DateTimeOffset KeyedAt);

/// <summary>
/// The people who may act over HTTP. Each has a role and a key, which is shown once and stored as its SHA-256 only. Every change is
/// an act.
/// </summary>
public sealed class OperatorBook
{
    readonly Database _database;

    internal OperatorBook(Database database) => _database = database;

    /// <summary>All operators, by name.</summary>
    public IReadOnlyList<ListedOperator> List() => _database.Read(session => session.Rows(
        "SELECT name, role, keyed_at FROM operators ORDER BY name",
        row => new ListedOperator(row.GetString(0), RoleOf(row, 1), DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(2)))));

    /// <summary>Adds an operator and returns the key.</summary>
    /// <param name="name">A name that nobody has.</param>
    /// <param name="role">What the operator may do.</param>
    /// <param name="by">Who adds.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="OperatorException">The name is taken, or cannot be one.</exception>
    public string Add(string name, OperatorRole role, string by, DateTimeOffset now)
    {
        if (!Topics.IsName(name))
        {
            throw new OperatorException($"An operator's name is 1 to {Topics.MaximumNameLength} letters, digits, '-', '_' or '.'.");
        }

        var key = BearerKey.New();
        _database.Write(session =>
        {
            if (session.Run(
                """
                INSERT INTO operators(name, role, key_hash, keyed_at) VALUES(@name, @role, @hash, @now) ON CONFLICT (name) DO NOTHING
                """,
                ("name", name), ("role", role.ToString()), ("hash", DigestOf(key)), ("now", now.ToUnixTimeSeconds())) == 0)
            {
                throw new OperatorException($"There is an operator '{name}' already. \"operator rotate {name}\" gives it a new key.");
            }

            ActLog.Write(session, new Act(now, by, ActKind.OperatorAdded, About: $"{name}, {role.ToString().ToLowerInvariant()}"));
        });
        return key;
    }

    /// <summary>Gives an operator another key and returns it; the former one ends at once.</summary>
    /// <exception cref="OperatorException">There is no such operator.</exception>
    public string Rotate(string name, string by, DateTimeOffset now)
    {
        var key = BearerKey.New();
        Change(name, by, ActKind.OperatorRotated, now, "UPDATE operators SET key_hash = @hash, keyed_at = @now WHERE name = @name",
            ("hash", DigestOf(key)), ("now", now.ToUnixTimeSeconds()));
        return key;
    }

    /// <summary>Removes an operator, whose key ends at once; what the operator did stays in the table of acts.</summary>
    /// <exception cref="OperatorException">There is no such operator.</exception>
    public void Remove(string name, string by, DateTimeOffset now) =>
        Change(name, by, ActKind.OperatorRemoved, now, "DELETE FROM operators WHERE name = @name");

    /// <summary>The operator with a key; null if nobody has it. Takes as long for every wrong key.</summary>
    public Operator? Find(string key)
    {
        var digest = DigestOf(key);
        return _database.Read(session => session.Rows("SELECT name, role, key_hash FROM operators",
                row => (Operator: new Operator(row.GetString(0), RoleOf(row, 1)), Digest: row.GetFieldValue<byte[]>(2))))
            .Where(known => CryptographicOperations.FixedTimeEquals(known.Digest, digest)).Select(known => known.Operator).FirstOrDefault();
    }

    void Change(string name, string by, ActKind kind, DateTimeOffset now, string statement, params (string, object?)[] values) =>
        _database.Write(session =>
        {
            if (session.Run(statement, [("name", name), .. values]) == 0)
            {
                throw new OperatorException($"There is no operator '{name}'; \"operator list\" lists them.");
            }

            ActLog.Write(session, new Act(now, by, kind, About: name));
        });

    static OperatorRole RoleOf(DbDataReader row, int column) => Enum.Parse<OperatorRole>(row.GetString(column));

    static byte[] DigestOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
