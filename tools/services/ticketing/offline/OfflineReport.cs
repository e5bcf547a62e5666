using System.Diagnostics.CodeAnalysis;
using System.Text;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>A lane's report of an offline admission, with the code it read.</summary>
/// <param name="RequestId">Id of the request that led to the admission.</param>
/// <param name="At">The time by the lane's clock.</param>
/// <param name="Step">The half minute that the code was signed for.</param>
/// <param name="Tag">The code's signature.</param>
/// <param name="Code">The ticket's own code.</param>
sealed record OfflineReport(ulong RequestId, DateTimeOffset At, long Step, byte[] Tag, byte[] Code)
{
    const int TagAt = sizeof(uint);
    const int CodeAt = TagAt + SignedCode.TagLength;

    /// <summary>The ticket's own code as text.</summary>
    public string Ticket => Encoding.ASCII.GetString(Code);

    /// <summary>Reads a request; false when it cannot contain a ticket.</summary>
    public static bool TryRead(TicketRequest request, [NotNullWhen(true)] out OfflineReport? report)
    {
        report = request.CodeLength is <= CodeAt or > CodeAt + SignedCode.LongestCode ? null : new(
            Bytes.GetUInt64(request.Link, 0),
            DateTimeOffset.FromUnixTimeSeconds((long)(Bytes.GetUInt64(request.Link, 8) & uint.MaxValue)),
            Bytes.GetUInt32(request.Code, 0),
            request.Code[TagAt..CodeAt],
            request.Code[CodeAt..request.CodeLength]);
        return report is not null;
    }
}
