namespace Pedestal.Phantom;

/// <summary>A hand held at a pose.</summary>
sealed class HandSurface : ISurface
{
    const double FingerShade = 0.14;
    const double RimDepth = 4;
    const double RimShade = 0.38;
    readonly PhantomHand _hand;
    readonly CapturePose _pose;
    readonly HeldPlane _plane;
    readonly Worn _worn;
    readonly HandOutline _outline;
    readonly Cover _cover;
    readonly PalmRelief _relief;

    /// <summary>A hand with a cover, which is its skin or a glove.</summary>
    public HandSurface(PhantomHand hand, CapturePose pose, Cover cover)
    {
        _hand = hand;
        _pose = pose;
        _plane = new HeldPlane(pose, hand.IsLeft);
        _worn = new Worn(hand.Shape, pose);
        _outline = hand.Shape.Hold(pose.Spread, pose.Thumb);
        _cover = cover;
        _relief = new PalmRelief(hand.Shape, _outline, pose.Cup, hand.ReliefRandom());
    }

    /// <summary>The light that a place of the hand, in mm across and along the palm, reflects.</summary>
    public delegate double Cover(double light, double across, double along);

    /// <inheritdoc/>
    public double Brightness(double slopeX, double slopeY)
    {
        var place = _plane.Meet(slopeX, slopeY);
        if (_worn.IsSleeve(place))
        {
            return Worn.SleeveReflectance * Lighting.At(place.X, place.Y, place.Z);
        }

        var depth = _outline.Depth(place.Across, place.Along);
        if (depth <= 0)
        {
            return 0;
        }

        var radius = 0.5 * _hand.Shape.Breadth;
        var squared = place.Across * place.Across + place.Along * place.Along;
        var cup = _pose.Cup * Math.Max(0, 1 - squared / (radius * radius));
        var light = Lighting.At(place.X, place.Y, place.Z + cup) * (1 - RimShade * Math.Exp(-depth / RimDepth));
        if (_worn.IsRing(place))
        {
            return Worn.RingReflectance * light;
        }

        var finger = Math.Clamp((place.Along - 0.46 * _hand.Shape.Length) / 8, 0, 1);
        light *= 1 - FingerShade * finger * finger * (3 - 2 * finger);
        return _cover(light, place.Across, place.Along);
    }

    /// <inheritdoc/>
    public double LeftShare(double slopeX, double slopeY) =>
        _relief.LeftShare(_plane, _plane.Meet(slopeX, slopeY));
}
