using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>A link, or the visit that it opened.</summary>
/// <param name="Text">What the guest's browser keeps: sealed and signed, so that nobody can read or make one.</param>
/// <param name="Expires">When it ends.</param>
public sealed record GuestPass(string Text, DateTimeOffset Expires);

/// <summary>
/// The links with which persons see what is stored about them. A link is opened once; what it opens is a visit, which is good for some
/// minutes. Both are sealed under the store's key: a person's number and a time, and nothing is stored until a link is opened.
/// </summary>
public sealed class GuestLinks
{
    /// <summary>How long a link can be opened, unless its maker says otherwise.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    /// <summary>The longest time for which a link can be opened.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    /// <summary>How long a visit lasts.</summary>
    public static readonly TimeSpan VisitLength = TimeSpan.FromMinutes(15);

    const int NumberLength = 16;
    const int PassLength = NumberLength + 8 + 8;
    const int LongestText = 200;
    const string Link = "link to a person's own page";
    const string Visit = "visit of a person's own page";

    readonly Database _database;
    readonly StoreKey _key;
    readonly TimeProvider _time;

    internal GuestLinks(Database database, StoreKey key, TimeProvider time) => (_database, _key, _time) = (database, key, time);

    /// <summary>Makes a link; the audit log says who did.</summary>
    /// <param name="person">The person's number.</param>
    /// <param name="lifetime">How long it can be opened.</param>
    /// <param name="by">Who makes it.</param>
    public GuestPass Create(long person, TimeSpan lifetime, string by)
    {
        var now = _time.GetUtcNow();
        _database.Write(session => AuditLog.Append(session, now, "link made", new { person, by }));
        return Sealed(Link, RandomNumberGenerator.GetBytes(NumberLength), person, now + lifetime);
    }

    /// <summary>Opens a link; null if it is no link, has expired, or was opened before.</summary>
    public GuestPass? Open(string link)
    {
        var now = _time.GetUtcNow();
        if (Read(Link, link) is not var (number, person, expires))
        {
            return null;
        }

        return _database.Write(session =>
        {
            session.Run("DELETE FROM opened_links WHERE expires < @now", ("now", now.ToUnixTimeMilliseconds()));
            var isFirst = session.Run("INSERT INTO opened_links(link, expires) VALUES(@link, @expires) ON CONFLICT DO NOTHING",
                ("link", SHA256.HashData(number)), ("expires", expires.ToUnixTimeMilliseconds())) == 1;
            if (isFirst)
            {
                AuditLog.Append(session, now, "link opened", new { person });
            }

            return isFirst;
        }) ? Sealed(Visit, number, person, now + VisitLength) : null;
    }

    /// <summary>The person who visits; null if this is no visit, or it is over.</summary>
    public long? Visitor(string visit) => Read(Visit, visit)?.Person;

    GuestPass Sealed(string kind, byte[] number, long person, DateTimeOffset expires)
    {
        var pass = new byte[PassLength];
        number.CopyTo(pass, 0);
        BinaryPrimitives.WriteInt64LittleEndian(pass.AsSpan(NumberLength), person);
        BinaryPrimitives.WriteInt64LittleEndian(pass.AsSpan(NumberLength + 8), expires.ToUnixTimeMilliseconds());
        return new GuestPass(Base64Url.EncodeToString(_key.Seal(pass, kind)), expires);
    }

    // The cipher compares in constant time, so that a forger learns nothing from how long a refusal takes.
    (byte[] Number, long Person, DateTimeOffset Expires)? Read(string kind, string text)
    {
        if (text.Length > LongestText || !Base64Url.IsValid(text) || !_key.TryOpen(Base64Url.DecodeFromChars(text), kind, out var pass)
            || pass.Length != PassLength)
        {
            return null;
        }

        var expires = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(pass.AsSpan(NumberLength + 8)));
        return _time.GetUtcNow() < expires
            ? (pass[..NumberLength], BinaryPrimitives.ReadInt64LittleEndian(pass.AsSpan(NumberLength)), expires)
            : null;
    }
}
