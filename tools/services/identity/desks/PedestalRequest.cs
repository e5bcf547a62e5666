using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Identity;

/// <summary>The requesting device, where it stands, its request id, and how long the reply may take.</summary>
/// <param name="Device">The authenticated device.</param>
/// <param name="Venue">The venue whose keys authenticated it.</param>
/// <param name="Entrance">The entrance of the venue where it stands.</param>
/// <param name="RequestId">The device's request id; a resend carries the same id.</param>
/// <param name="Remaining">The latency budget left on arrival.</param>
public readonly record struct PedestalRequest(
    string Device, string Venue, string Entrance, ulong RequestId, TimeSpan Remaining)
{
    /// <summary>
    /// Reserved from ticketing's budget, so that a reply about its silence still reaches the pedestal in time.
    /// </summary>
    public static readonly TimeSpan ReplyReserve = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The id of the one ticket request that this request leads to. It is derived from device and request id alone, so that a
    /// resend redeems nothing twice even if the matcher was restarted in between.
    /// </summary>
    public ulong TicketRequestId
    {
        get
        {
            var seed = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{RequestId}/{Device}"));
            return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(seed));
        }
    }

    /// <summary>
    /// The budget left for ticketing after the given time has passed here; zero or negative when nothing is left.
    /// </summary>
    public TimeSpan TicketBudget(TimeSpan elapsed) => Remaining - elapsed - ReplyReserve;
}
