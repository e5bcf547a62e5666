using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Identity;

/// <summary>Who asks, under which id, and how long the answer may take.</summary>
/// <param name="Device">The authenticated device.</param>
/// <param name="RequestId">The device's request id; a resend carries the same.</param>
/// <param name="Remaining">What was left of the latency budget on arrival.</param>
public readonly record struct PedestalRequest(string Device, ulong RequestId, TimeSpan Remaining)
{
    /// <summary>Kept back from ticketing so that "it does not answer" still reaches the pedestal in time.</summary>
    public static readonly TimeSpan ReplyReserve = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The id of the one ticket request this pedestal request leads to. It follows from device and request id alone, so
    /// a resend redeems nothing twice even if the matcher was restarted in between.
    /// </summary>
    public ulong TicketRequestId
    {
        get
        {
            var seed = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{RequestId}/{Device}"));
            return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(seed));
        }
    }

    /// <summary>What ticketing may use after so much time has passed here; zero or less when nothing is left.</summary>
    public TimeSpan TicketBudget(TimeSpan elapsed) => Remaining - elapsed - ReplyReserve;
}
