using System.Globalization;
using System.Text.RegularExpressions;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Capture.Store;

/// <summary>A hand.</summary>
public enum Hand
{
    /// <summary>The left one.</summary>
    Left,

    /// <summary>The right one.</summary>
    Right,
}

/// <summary>Whose capture it is, and which.</summary>
/// <param name="Subject">The pseudonym.</param>
/// <param name="Hand">The hand.</param>
/// <param name="Session">The session, from 1.</param>
/// <param name="Presentation">The presentation of the hand in the session, from 1.</param>
public sealed partial record CaptureLabel(string Subject, Hand Hand, int Session, int Presentation)
{
    /// <summary>Its file in the subject's folder.</summary>
    public string FileName => FormattableString.Invariant($"{(Hand == Hand.Left ? "left" : "right")}-{Session}-{Presentation}.capture");

    /// <summary>Its path below the store.</summary>
    public string Path => $"{Subject}/{FileName}";

    /// <summary>Whether a text is a pseudonym: letters, digits, dots and underscores, at most 32.</summary>
    public static bool IsSubject(string text) => SubjectPattern().IsMatch(text);

    /// <summary>The label of a file in a subject's folder; null if it is no capture's.</summary>
    public static CaptureLabel? Of(string subject, string fileName) => FilePattern().Match(fileName) is { Success: true } match
        ? new CaptureLabel(subject, match.Groups[1].Value == "left" ? Hand.Left : Hand.Right,
            int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._]{0,31}\z")]
    private static partial Regex SubjectPattern();

    [GeneratedRegex(@"^(left|right)-([1-9][0-9]{0,5})-([1-9][0-9]{0,5})\.capture\z")]
    private static partial Regex FilePattern();
}

/// <summary>The pictures of one capture, 128 x 128 grey levels each.</summary>
/// <param name="Lit">Under both banks of LEDs.</param>
/// <param name="Left">Under the left bank.</param>
/// <param name="Dark">With the LEDs off.</param>
/// <param name="Light64">The LEDs' light in them, 64ths of the usual one.</param>
public sealed record CapturedPalm(byte[] Lit, byte[] Left, byte[] Dark, int Light64)
{
    const int Pixels = PalmFrame.Side * PalmFrame.Side;

    internal byte[] ToBytes() => [(byte)Light64, .. Lit, .. Left, .. Dark];

    internal static CapturedPalm? Of(byte[] bytes) =>
        bytes.Length == 1 + PictureRows.Pictures * Pixels && bytes[0] is > 0 and <= PictureRows.UsualLight64
            ? new CapturedPalm(bytes[1..(1 + Pixels)], bytes[(1 + Pixels)..(1 + 2 * Pixels)], bytes[(1 + 2 * Pixels)..], bytes[0])
            : null;
}
