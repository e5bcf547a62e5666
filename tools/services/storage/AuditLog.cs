using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pedestal.Storage;

/// <summary>One entry of the audit log.</summary>
/// <param name="Number">Its number, from 1 without gaps.</param>
/// <param name="At">Time in milliseconds since 1970.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Facts">JSON: counts, versions, reasons; never a template, token or account.</param>
/// <param name="Hash">HMAC-SHA256 over the previous entry's hash and this entry.</param>
public sealed record AuditEntry(long Number, long At, string Kind, string Facts, byte[] Hash);

/// <summary>The result of checking the audit log.</summary>
/// <param name="Entries">Entries that are intact.</param>
/// <param name="Head">Hash of the last intact entry; zeros for an empty log.</param>
/// <param name="BrokenAt">The first entry that was altered, removed or inserted; null if there is none.</param>
public sealed record AuditCheck(long Entries, byte[] Head, long? BrokenAt);

/// <summary>
/// The append-only log of what a component did, in the table "audit" of its database. The hash of every entry covers the
/// previous entry's, so an altered, removed or inserted entry shows in the entries after it. The hash uses a key that is not in
/// the database, so that whoever can write the database cannot rebuild the chain. An entry is written in the transaction it
/// reports.
/// </summary>
public static class AuditLog
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int HashLength = HMACSHA256.HashSizeInBytes;

    const string Columns = "SELECT number, at, kind, facts, hash FROM audit ";

    /// <summary>Appends an entry and returns it.</summary>
    public static AuditEntry Append(Session session, DateTimeOffset at, string kind, object facts)
    {
        var last = Last(session);
        var entry = new AuditEntry((last?.Number ?? 0) + 1, at.ToUnixTimeMilliseconds(), kind,
            JsonSerializer.Serialize(facts, JsonSerializerOptions.Web), []);
        entry = entry with { Hash = HashOf(KeysOf(session).Finder(), last?.Hash ?? new byte[HashLength], entry) };
        session.Run("INSERT INTO audit VALUES(@number, @at, @kind, @facts, @hash)", ("number", entry.Number),
            ("at", entry.At), ("kind", kind), ("facts", entry.Facts), ("hash", entry.Hash));
        return entry;
    }

    /// <summary>Switches to a new key and logs that; earlier entries keep theirs.</summary>
    public static AuditEntry RotateKey(Session session, DateTimeOffset at)
    {
        KeysOf(session).AddFrom((Last(session)?.Number ?? 0) + 1);
        return Append(session, at, "audit key rotated", new { });
    }

    /// <summary>All entries, in order.</summary>
    public static IReadOnlyList<AuditEntry> Read(Session session) =>
        session.Rows(Columns + "ORDER BY number", Entry);

    /// <summary>The last entries, latest first.</summary>
    public static IReadOnlyList<AuditEntry> ReadLast(Session session, int most) =>
        session.Rows(Columns + "ORDER BY number DESC LIMIT @most", Entry, ("most", most));

    /// <summary>
    /// Checks the chain. A truncated end can only be detected with a hash kept elsewhere, such as the one in a certificate:
    /// that hash must be found among the entries.
    /// </summary>
    /// <param name="entries">The entries, in order.</param>
    /// <param name="keys">The keys that the entries were written under.</param>
    /// <param name="kept">A hash kept elsewhere; null for none.</param>
    public static AuditCheck Verify(IEnumerable<AuditEntry> entries, AuditKeys keys, byte[]? kept = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var keyOf = keys.Finder();
        var (count, head, found) = (0L, new byte[HashLength], kept is null);
        foreach (var entry in entries)
        {
            if (entry.Number != count + 1 || !CryptographicOperations.FixedTimeEquals(entry.Hash, HashOf(keyOf, head, entry)))
            {
                return new AuditCheck(count, head, count + 1);
            }

            (count, head) = (entry.Number, entry.Hash);
            found |= head.AsSpan().SequenceEqual(kept);
        }

        return new AuditCheck(count, head, found ? null : count + 1);
    }

    static AuditEntry Entry(System.Data.Common.DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4));

    static AuditEntry? Last(Session session) =>
        session.Rows(Columns + "ORDER BY number DESC LIMIT 1", Entry).SingleOrDefault();

    static AuditKeys KeysOf(Session session) =>
        session.AuditKeys ?? throw new InvalidOperationException("The database was opened without the keys of its audit log.");

    static byte[] HashOf(Func<long, byte[]> keyOf, byte[] previous, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keyOf(entry.Number));
        var numbers = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(numbers, entry.Number);
        BinaryPrimitives.WriteInt64BigEndian(numbers.AsSpan(8), entry.At);
        hash.AppendData(previous);
        hash.AppendData(numbers);

        // The kind contains no zero byte, so two different entries never hash the same bytes.
        hash.AppendData(Encoding.UTF8.GetBytes(entry.Kind + '\0' + entry.Facts));
        return hash.GetHashAndReset();
    }
}
