using Pedestal.Core.Settings;
using Pedestal.Matching;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>What one palm gives: the templates that enrol it, and those of one later presentation.</summary>
/// <param name="Enrolled">Enrolled templates; none for a stranger.</param>
/// <param name="Single">The presentation's first capture; null if it gave no template.</param>
/// <param name="Burst">The best of the presentation's captures, as the pedestal chooses it; null if none gave a template.</param>
sealed record PresentedPalm(IReadOnlyList<byte[]> Enrolled, byte[]? Single, byte[]? Burst)
{
    /// <summary>Templates that enrol a palm.</summary>
    public const int Enrolments = 2;

    const int FirstPresentation = 100;
    static readonly LaneSettings Lane = new();

    /// <summary>Draws a palm.</summary>
    public static PresentedPalm Draw(PhantomHand hand, bool isEnrolled, bool isPresented, DeviceExtraction extraction)
    {
        byte[][] enrolled = isEnrolled
            ? [.. Enumerable.Range(0, FirstPresentation).Select(sample => extraction.Bytes(PhantomRenderer.Render(hand, sample)))
                .OfType<byte[]>().Take(Enrolments)]
            : [];
        var captures = isPresented ? Present(hand, extraction) : [];
        return new PresentedPalm(
            enrolled, captures.FirstOrDefault(), captures.OfType<byte[]>().MaxBy(bytes => bytes[TemplateFormat.QualityOffset]));
    }

    // Another capture is taken while none is good, as by CaptureBurst; the hand hovers on.
    static List<byte[]?> Present(PhantomHand hand, DeviceExtraction extraction)
    {
        var random = hand.CaptureRandom(FirstPresentation);
        var pose = CapturePose.Draw(random, Difficulty.Default);
        var captures = new List<byte[]?>();
        do
        {
            captures.Add(extraction.Bytes(PhantomRenderer.Render(hand, pose, random)));
            pose = pose.Settle(random);
        }
        while (captures.Count < Lane.BurstCaptures && !captures.Any(bytes => bytes?[TemplateFormat.QualityOffset] >= Lane.GoodQuality));
        return captures;
    }

    /// <summary>A template's bytes, parsed.</summary>
    public static VeinTemplate Parse(byte[] bytes)
    {
        var status = VeinTemplate.TryParse(bytes, out var template);
        return template ?? throw new InvalidDataException($"Not a template: {status}.");
    }
}
