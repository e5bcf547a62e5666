using System.Data.Common;
using System.Security.Cryptography;
using Pedestal.Identity;
using Pedestal.Outage.World;
using Pedestal.Ticketing;

namespace Pedestal.Outage.History;

/// <summary>Reads what the databases have at the end; the services are stopped.</summary>
static class Reading
{
    /// <summary>Reads everything.</summary>
    /// <param name="palms">The palm store.</param>
    /// <param name="accounts">Whose tokens are known otherwise than by ticketing, by their digests.</param>
    public static Stored Of(PalmStore palms, IReadOnlyDictionary<string, string> accounts)
    {
        var linked = Rows("ticketing", "SELECT token_hash, account FROM account_tokens",
            row => (Digest: Convert.ToHexString(row.GetFieldValue<byte[]>(0)), Account: row.GetString(1))).ToDictionary(row => row.Digest, row => row.Account);
        var persons = Rows("identity", "SELECT id FROM persons ORDER BY id", row => row.GetInt64(0)).Select(number =>
        {
            var tokens = palms.Tokens.Of(number);
            var account = tokens.Select(token => Convert.ToHexString(SHA256.HashData(token.Token)))
                .Select(digest => linked.GetValueOrDefault(digest) ?? accounts.GetValueOrDefault(digest)).FirstOrDefault(known => known is not null);
            return new StoredPerson(number, account, [.. tokens.Select(token => token.Party)]);
        }).ToList();
        var entries = Rows("ticketing",
            """
            SELECT e.number, t.code, t.account, e.state, e.request, ARRAY(SELECT r.request FROM repeats r WHERE r.entry = e.number)
            FROM entries e JOIN tickets t ON t.number = e.ticket ORDER BY e.number
            """,
            row => new StoredEntry(row.GetInt64(0), row.GetString(1), row.GetString(2), [row.GetString(4), .. row.GetFieldValue<string[]>(5)],
                (EntryState)row.GetInt32(3))).ToList();
        return new Stored(entries, persons);
    }

    static List<T> Rows<T>(string database, string query, Func<DbDataReader, T> read)
    {
        using var source = Pedestal.Storage.Database.ConnectionsTo(Site.Address(database), TimeProvider.System);
        using var command = source.CreateCommand(query);
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
