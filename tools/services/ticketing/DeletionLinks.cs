using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Deletions that a code has opened: each is a link code, valid for a short time at one pedestal, which has one at a time.
/// </summary>
interface IDeletionLinks
{
    /// <summary>How long after the code the palm may be shown.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>Opens a deletion at a pedestal and returns its link code.</summary>
    byte[] Open(string pedestal, PresentedCode code);

    /// <summary>The code that opened a link at a pedestal; null when there is none, or it is too old.</summary>
    PresentedCode? Find(string pedestal, byte[] link);
}

/// <summary>In memory, for another ticketing system: a guest whose link is lost shows the code again.</summary>
sealed class OpenDeletions(TimeProvider time) : IDeletionLinks
{
    readonly Lock _lock = new();
    readonly Dictionary<string, (byte[] Link, PresentedCode Code, long Opened)> _open = new(StringComparer.Ordinal);

    public byte[] Open(string pedestal, PresentedCode code)
    {
        var link = RandomNumberGenerator.GetBytes(TicketRequest.LinkLength);
        lock (_lock)
        {
            _open[pedestal] = (link, code, time.GetTimestamp());
        }

        return link;
    }

    public PresentedCode? Find(string pedestal, byte[] link)
    {
        lock (_lock)
        {
            var isOpen = _open.TryGetValue(pedestal, out var open) && CryptographicOperations.FixedTimeEquals(open.Link, link)
                && time.GetElapsedTime(open.Opened) < IDeletionLinks.Lifetime;
            return isOpen ? open.Code : (PresentedCode?)null;
        }
    }
}

/// <summary>In the tickets' database, as digests, so that every ticketing on it knows them.</summary>
sealed class StoredDeletions(Database database, TimeProvider time) : IDeletionLinks
{
    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public byte[] Open(string pedestal, PresentedCode code)
    {
        var link = RandomNumberGenerator.GetBytes(TicketRequest.LinkLength);
        database.Write(session =>
        {
            session.Run("DELETE FROM deletion_links WHERE expires <= @now OR pedestal = @pedestal", ("now", Now), ("pedestal", pedestal));
            session.Run(
                """
                INSERT INTO deletion_links(pedestal, link_hash, code, is_signed, step, expires)
                VALUES(@pedestal, @link, @code, @signed, @step, @expires)
                """,
                ("pedestal", pedestal), ("link", SHA256.HashData(link)), ("code", code.Code), ("signed", code.IsSigned ? 1 : 0),
                ("step", code.Step), ("expires", Now + (long)IDeletionLinks.Lifetime.TotalSeconds));
        });
        return link;
    }

    public PresentedCode? Find(string pedestal, byte[] link) => database.Read(session => session.Rows(
        "SELECT code, is_signed, step FROM deletion_links WHERE pedestal = @pedestal AND link_hash = @link AND expires > @now",
        row => (PresentedCode?)new PresentedCode(row.GetString(0), row.GetInt64(1) != 0, row.GetInt64(2)),
        ("pedestal", pedestal), ("link", SHA256.HashData(link)), ("now", Now)).FirstOrDefault());
}
