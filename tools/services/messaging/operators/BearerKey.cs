using System.Security.Cryptography;

namespace Pedestal.Messaging.Operators;

/// <summary>The keys that requests carry: 64 hexadecimal digits, as in "Authorization: Bearer KEY".</summary>
public static class BearerKey
{
    /// <summary>The scheme of the Authorization header.</summary>
    public const string Scheme = "Bearer";

    /// <summary>Number of digits.</summary>
    public const int Length = 64;

    /// <summary>A new key.</summary>
    public static string New() => RandomNumberGenerator.GetHexString(Length, lowercase: true);

    /// <summary>Whether a text could be a key.</summary>
    public static bool IsWellFormed(string text) => text.Length == Length && text.All(char.IsAsciiHexDigit);

    /// <summary>
    /// The key in an Authorization header; null if there is none. As in RFC 9110, the scheme is case-insensitive and followed by
    /// one space or more.
    /// </summary>
    public static string? Of(string? header)
    {
        var given = (header ?? "").AsSpan().Trim(" \t");
        var end = given.IndexOf(' ');
        return end > 0 && given[..end].Equals(Scheme, StringComparison.OrdinalIgnoreCase) ? given[end..].TrimStart(' ').ToString() : null;
    }
}
