using System.Security.Cryptography;

namespace Pedestal.Ticketing;

/// <summary>Identifies an enrolment to its account: the digest of its link code, which need not be kept secret.</summary>
static class EnrolmentId
{
    /// <summary>Reads 64 hexadecimal digits.</summary>
    public static bool TryRead(string id, out byte[] digest)
    {
        var isOne = id.Length == 2 * SHA256.HashSizeInBytes && id.All(char.IsAsciiHexDigit);
        digest = isOne ? Convert.FromHexString(id) : [];
        return isOne;
    }
}
