namespace Pedestal.Phantom;

/// <summary>
/// Renders a palm region as public sets of palm pictures have it: cut out by somebody else's alignment, upright, fingers at the top,
/// with that alignment's small errors.
/// </summary>
public static class PhantomRegion
{
    const int Side = PhantomRenderer.Side;

    // The regions' captures are others than the frames'.
    const int FirstCapture = 5000;

    /// <summary>Renders the region of one numbered capture, 128 x 128 pixels.</summary>
    public static byte[] Render(PhantomHand hand, int sample, Difficulty difficulty = Difficulty.Default)
    {
        ArgumentNullException.ThrowIfNull(hand);
        var random = hand.CaptureRandom(FirstCapture + sample);
        var drawn = CapturePose.Draw(random, difficulty);
        var pose = drawn with
        {
            ShiftX = random.Normal(0.02, 0.05) * hand.Shape.Breadth,
            ShiftY = random.Normal(0.02, 0.05) * hand.Shape.Breadth,
            Rotation = random.Normal(2, 6),
            Distance = CapturePose.NominalDistance,
        };
        var share = hand.Camera.RegionShare * (1 + random.Normal(0.02, 0.05));
        var surface = new HandSurface(hand, pose, new Skin(hand, pose, random).Reflect);
        var light = PhantomRenderer.See(surface, share * hand.Shape.Breadth / Side, hand.Camera, pose, random);
        return PhantomRenderer.Expose(light, pose.Exposure * hand.Reflectance, hand.Camera, random);
    }
}
