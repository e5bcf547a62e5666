namespace Pedestal.Phantom;

/// <summary>A cast slab in the outline of a hand: a level or slightly bulging top with rounded edges.</summary>
sealed class SlabRelief(HandOutline outline, double rounding, double bulge) : Relief
{
    const double HalfWidth = 40;

    // Silicone that is tinted like skin is as turbid.
    /// <inheritdoc/>
    protected override double Scatter => 2;

    /// <inheritdoc/>
    public override double Height(double across, double along)
    {
        var inwards = Math.Clamp(rounding - outline.Depth(across, along), 0, 0.95 * rounding);
        return bulge * (1 - (across * across + along * along) / (HalfWidth * HalfWidth))
            - rounding + Math.Sqrt(rounding * rounding - inwards * inwards);
    }
}
