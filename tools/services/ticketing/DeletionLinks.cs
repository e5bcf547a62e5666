using System.Security.Cryptography;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Deletions that a code has opened: each is a link code, valid for a short time at one pedestal, which has one at a time. Only
/// in memory: a guest whose link is lost shows the code again.
/// </summary>
sealed class DeletionLinks(TimeProvider time)
{
    /// <summary>How long after the code the palm may be shown.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    readonly Lock _lock = new();
    readonly Dictionary<string, (byte[] Link, PresentedCode Code, long Opened)> _open = new(StringComparer.Ordinal);

    /// <summary>Opens a deletion at a pedestal and returns its link code.</summary>
    public byte[] Open(string pedestal, PresentedCode code)
    {
        var link = RandomNumberGenerator.GetBytes(TicketRequest.LinkLength);
        lock (_lock)
        {
            _open[pedestal] = (link, code, time.GetTimestamp());
        }

        return link;
    }

    /// <summary>The code that opened a link at a pedestal; null when there is none, or it is too old.</summary>
    public PresentedCode? Find(string pedestal, byte[] link)
    {
        lock (_lock)
        {
            var isOpen = _open.TryGetValue(pedestal, out var open) && CryptographicOperations.FixedTimeEquals(open.Link, link)
                && time.GetElapsedTime(open.Opened) < Lifetime;
            return isOpen ? open.Code : (PresentedCode?)null;
        }
    }
}
