namespace Pedestal.Phantom;

/// <summary>What a person wears on the hand: a sleeve over the wrist, a ring on a finger.</summary>
sealed class Worn(HandShape shape, CapturePose pose)
{
    /// <summary>Light reflected by cloth, relative to skin: many dyes are bright in the near infrared.</summary>
    public const double SleeveReflectance = 0.85;

    /// <summary>Light reflected by a polished ring, relative to skin.</summary>
    public const double RingReflectance = 1.5;

    const double SleeveSlack = 7;
    const double RingFrom = 14;
    const double RingTo = 19;

    /// <summary>Whether the sleeve covers a place.</summary>
    public bool IsSleeve(PlanePoint place) => pose.Sleeve is { } reach
        && place.Along < reach - 0.5 * shape.Length
        && Math.Abs(place.Across) < 0.5 * shape.WristBreadth + SleeveSlack;

    /// <summary>Whether a place of the hand is under the ring.</summary>
    public bool IsRing(PlanePoint place) => pose.RingFinger is { } finger
        && shape.IsOnFinger(finger, place.Across, place.Along, pose.Spread, RingFrom, RingTo);
}
