using Pedestal.Core.Settings;
using Pedestal.Matching;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>What one palm gives: the templates that enrol it, and those of one later presentation.</summary>
/// <param name="Enrolled">Enrolled templates; none for a stranger.</param>
/// <param name="Single">The presentation's first capture; null if it gave no template.</param>
/// <param name="Burst">The best of the first captures that gave a template, as the pedestal chooses it; null if none did.</param>
/// <param name="Again">The best of those that the pedestal takes when the burst was not recognised; null if none gave a template.</param>
sealed record PresentedPalm(IReadOnlyList<byte[]> Enrolled, byte[]? Single, byte[]? Burst, byte[]? Again)
{
    /// <summary>Templates that enrol a palm.</summary>
    public const int Enrolments = 2;

    /// <summary>Templates of a presentation.</summary>
    public const int Presented = 3;

    const int FirstPresentation = 100;
    static readonly LaneSettings Lane = new();

    /// <summary>Draws a palm.</summary>
    public static PresentedPalm Draw(PhantomHand hand, bool isEnrolled, bool isPresented, DeviceExtraction extraction)
    {
        byte[][] enrolled = isEnrolled
            ? [.. Enumerable.Range(0, FirstPresentation).Select(sample => extraction.Bytes(PhantomRenderer.Render(hand, sample)))
                .OfType<byte[]>().Take(Enrolments)]
            : [];
        return isPresented ? Present(hand, enrolled, extraction) : new PresentedPalm(enrolled, null, null, null);
    }

    static PresentedPalm Present(PhantomHand hand, byte[][] enrolled, DeviceExtraction extraction)
    {
        var random = hand.CaptureRandom(FirstPresentation);
        var pose = CapturePose.Draw(random, Difficulty.Default);
        var captures = Captures(hand, pose, random, extraction).GetEnumerator();
        captures.MoveNext();
        var single = captures.Current;
        var burst = BestOf(captures, Lane.UnusableCaptures);

        // A moment later, whatever the first captures were.
        var later = hand.CaptureRandom(FirstPresentation + 1);
        captures = Captures(hand, pose.Settle(later).Settle(later), later, extraction).GetEnumerator();
        captures.MoveNext();
        return new PresentedPalm(enrolled, single, burst, BestOf(captures, 1));
    }

    // Unusable captures are told by the ring, up to a number; then another is taken while none is good, as by CaptureBurst.
    static byte[]? BestOf(IEnumerator<byte[]?> captures, int unusable)
    {
        while (captures.Current is null && --unusable > 0)
        {
            captures.MoveNext();
        }

        var best = captures.Current;
        for (var taken = 1; taken < Lane.BurstCaptures && best is not null && Quality(best) < Lane.GoodQuality; taken++)
        {
            captures.MoveNext();
            if (captures.Current is not { } other)
            {
                break;
            }

            best = Quality(other) > Quality(best) ? other : best;
        }

        return best;
    }

    // The hand hovers on.
    static IEnumerable<byte[]?> Captures(PhantomHand hand, CapturePose pose, PhantomRandom random, DeviceExtraction extraction)
    {
        for (; ; pose = pose.Settle(random))
        {
            yield return extraction.Bytes(PhantomRenderer.Render(hand, pose, random));
        }
    }

    static int Quality(byte[] template) => template[TemplateFormat.QualityOffset];

    /// <summary>A template's bytes, parsed.</summary>
    public static VeinTemplate Parse(byte[] bytes)
    {
        var status = VeinTemplate.TryParse(bytes, out var template);
        return template ?? throw new InvalidDataException($"Not a template: {status}.");
    }
}
