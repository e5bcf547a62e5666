using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// QR codes that a guest's application shows for half a minute each: <c>R1:code:step:tag</c>, where the tag is the first 16
/// bytes of HMAC-SHA256 over the step under the ticket's own secret, in base64url. The secret is HMAC-SHA256 over the code
/// under the key of its lane's tickets, which is derived from the event's key, which is HMAC-SHA256 over the event under
/// ticketing's key. So ticketing keeps one key, an application can show codes without a network, and a pedestal with tonight's
/// key of its lane can check tonight's codes of that lane and no others. A photograph of such a code is worthless a minute
/// later.
/// </summary>
public sealed class RotatingCodes(byte[] key)
{
    /// <summary>Seconds that each code is shown.</summary>
    public const int StepSeconds = SignedCode.StepSeconds;

    /// <summary>Length of the key and of each ticket's secret in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>Longest ticket code that leaves room for step and tag in a request.</summary>
    public const int LongestCode = SignedCode.LongestCode;

    internal const string Prefix = "R1:";

    const int LargestFile = 4096;
    static readonly HostCipher Cipher = new();

    /// <summary>Loads the key; if the file is missing, creates it, readable only by its owner.</summary>
    /// <exception cref="InvalidOperationException">The file contains something else, or cannot be used.</exception>
    public static RotatingCodes LoadOrCreate(string file)
    {
        byte[] key;
        try
        {
            if (!Path.Exists(file))
            {
                SecretFile.Create(file, RandomNumberGenerator.GetBytes(KeyLength));
            }

            key = TextFile.ReadBytes(file, LargestFile);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The key of rotating codes, {file}, cannot be used: {e.Message}", e);
        }

        return key.Length == KeyLength
            ? new RotatingCodes(key)
            : throw new InvalidOperationException(
                $"{file} has {key.Length} bytes; the key of rotating codes has {KeyLength}. Restore it from a backup, or remove"
                + " it, in which case every application must fetch its ticket's secret again.");
    }

    /// <summary>The key of a lane, which can check the codes of its own tickets for an event, and no others.</summary>
    /// <param name="event">The event.</param>
    /// <param name="lane">The lane, from 1.</param>
    /// <param name="lanes">The number of lanes that share the tickets.</param>
    public byte[] LaneKeyOf(string @event, int lane, int lanes) =>
        [.. Enumerable.Range(0, SignedCode.Shares).Where(share => share % lanes == lane - 1).SelectMany(share => ShareKeyOf(@event, share))];

    /// <summary>The secret with which a guest's application shows the codes of a ticket for an event.</summary>
    public byte[] SecretOf(string code, string @event)
    {
        ArgumentNullException.ThrowIfNull(code);
        var bytes = Encoding.UTF8.GetBytes(code);
        return HMACSHA256.HashData(ShareKeyOf(@event, SignedCode.ShareOf(bytes)), bytes);
    }

    /// <summary>The code to show at an instant.</summary>
    public static string Show(string code, ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        var step = StepAt(now);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{code}:{step}:{Base64Url.EncodeToString(Tag(secret, step))}");
    }

    /// <summary>
    /// The ticket that a scan claims to be a signed code of; null for anything that does not claim to be signed.
    /// </summary>
    public static string? ClaimedBy(byte[] scanned)
    {
        ArgumentNullException.ThrowIfNull(scanned);
        var signed = new SignedCode(Cipher);
        return signed.Read(scanned, scanned.Length) ? Encoding.ASCII.GetString(signed.Code) : null;
    }

    /// <summary>
    /// Reads a scan byte by byte, as the pedestals do. Anything that does not claim to be signed is a static code. The result
    /// is null for a signed code that is out of time, has a wrong tag, or belongs to a ticket without an event. The reason is for
    /// staff.
    /// </summary>
    /// <param name="scanned">The scan.</param>
    /// <param name="now">The time.</param>
    /// <param name="events">The events that the ticket may be for.</param>
    /// <param name="reason">Why the result is null.</param>
    public PresentedCode? Read(byte[] scanned, DateTimeOffset now, IReadOnlyList<string> events, out RefusalReason reason)
    {
        ArgumentNullException.ThrowIfNull(scanned);
        ArgumentNullException.ThrowIfNull(events);
        var signed = new SignedCode(Cipher);
        if (!signed.Read(scanned, scanned.Length))
        {
            var plain = CodeRule.Normalise(Encoding.Latin1.GetString(scanned));
            var isStatic = !plain.StartsWith(Prefix, StringComparison.Ordinal);
            reason = isStatic ? RefusalReason.None : RefusalReason.NotAuthentic;
            return isStatic ? plain : (PresentedCode?)null;
        }

        var code = Encoding.ASCII.GetString(signed.Code);
        reason = events.Count == 0 ? RefusalReason.Unknown
            : !events.Any(name => IsAuthentic(signed, name)) ? RefusalReason.NotAuthentic
            : !signed.IsInTime(now.ToUnixTimeSeconds()) ? RefusalReason.OutOfTime
            : RefusalReason.None;
        return reason == RefusalReason.None ? new PresentedCode(code, IsSigned: true, signed.Step) : (PresentedCode?)null;
    }

    /// <summary>
    /// Why the code that a pedestal read at an instant did not admit a ticket for an event; None when it did.
    /// </summary>
    internal RefusalReason RefusalOf(OfflineReport report, string @event)
    {
        var signed = new SignedCode(Cipher);
        return !signed.Load(report.Code, report.Step, report.Tag) || !IsAuthentic(signed, @event) ? RefusalReason.NotAuthentic
            : !signed.IsInTime(report.At.ToUnixTimeSeconds()) ? RefusalReason.OutOfTime
            : RefusalReason.None;
    }

    bool IsAuthentic(SignedCode signed, string @event) =>
        signed.IsAuthentic(ShareKeyOf(@event, SignedCode.ShareOf(signed.Code)));

    byte[] EventKeyOf(string @event) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(@event));

    byte[] ShareKeyOf(string @event, int share) =>
        HMACSHA256.HashData(EventKeyOf(@event), new[] { (byte)share })[..SignedCode.ShareKeyLength];

    static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> message = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        return HMACSHA256.HashData(secret, message).AsSpan(0, SignedCode.TagLength);
    }
}
