using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>
/// QR codes that a guest's application shows for half a minute each: <c>R1:code:step:tag</c>, where the tag is the first 16
/// bytes of HMAC-SHA256 over the step under the ticket's own secret, in base64url. The secret is HMAC-SHA256 over the code under
/// the event's key, and that is HMAC-SHA256 over the event under ticketing's key: ticketing keeps one key, an application can show
/// codes without a network, and a pedestal that has tonight's key can check tonight's codes and no others. A photograph of such
/// a code is worth nothing a minute later.
/// </summary>
public sealed class RotatingCodes(byte[] key)
{
    /// <summary>Seconds that each code is shown.</summary>
    public const int StepSeconds = 30;

    /// <summary>Bytes of the key and of each ticket's secret.</summary>
    public const int KeyLength = 32;

    /// <summary>Characters of a ticket's code that leave room for step and tag in a request.</summary>
    public const int LongestCode = 90;

    internal const string Prefix = "R1:";

    const int LargestFile = 4096;
    const int TagLength = 16;

    // Clocks of telephones are off, and scanning takes its time.
    const long StepsOff = 1;

    /// <summary>Loads the key; creates the file, readable by its owner only, when it is absent.</summary>
    /// <exception cref="InvalidOperationException">The file holds something else, or cannot be used.</exception>
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
                + " it: then every application must fetch its ticket's secret again.");
    }

    /// <summary>The key that the codes of an event's tickets can be checked with.</summary>
    public byte[] EventKeyOf(string @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(@event));
    }

    /// <summary>The secret that a guest's application needs to show the codes of a ticket for an event.</summary>
    public byte[] SecretOf(string code, string @event)
    {
        ArgumentNullException.ThrowIfNull(code);
        return HMACSHA256.HashData(EventKeyOf(@event), Encoding.UTF8.GetBytes(code));
    }

    /// <summary>The code to show at an instant.</summary>
    public static string Show(string code, ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        var step = StepAt(now);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{code}:{step}:{Base64Url.EncodeToString(Tag(secret, step))}");
    }

    /// <summary>
    /// Reads what was scanned. Anything not signed is taken as a static code; a signed one that is out of time or has a wrong
    /// tag is null, and so is one of a ticket whose event is not known. The reason is for staff.
    /// </summary>
    public PresentedCode? Read(string scanned, DateTimeOffset now, Func<string, string?> eventOf, out RefusalReason reason)
    {
        ArgumentNullException.ThrowIfNull(scanned);
        ArgumentNullException.ThrowIfNull(eventOf);
        reason = RefusalReason.None;
        if (!scanned.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return scanned;
        }

        // From the end, since codes may have colons of their own.
        var tagAt = scanned.LastIndexOf(':');
        var stepAt = tagAt > 0 ? scanned.LastIndexOf(':', tagAt - 1) : -1;
        Span<byte> tag = stackalloc byte[TagLength];
        if (stepAt < Prefix.Length
            || !long.TryParse(
                scanned.AsSpan(stepAt + 1, tagAt - stepAt - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            || Base64Url.DecodeFromChars(scanned.AsSpan(tagAt + 1), tag, out _, out var written) != OperationStatus.Done
            || written != TagLength)
        {
            reason = RefusalReason.NotAuthentic;
            return null;
        }

        var code = scanned[Prefix.Length..stepAt];
        reason = eventOf(code) is not { } @event ? RefusalReason.Unknown
            : !CryptographicOperations.FixedTimeEquals(tag, Tag(SecretOf(code, @event), step)) ? RefusalReason.NotAuthentic
            : Math.Abs(step - StepAt(now)) > StepsOff ? RefusalReason.OutOfTime
            : RefusalReason.None;
        return reason == RefusalReason.None ? new PresentedCode(code, IsSigned: true, step) : (PresentedCode?)null;
    }

    static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> message = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        return HMACSHA256.HashData(secret, message).AsSpan(0, TagLength);
    }
}
