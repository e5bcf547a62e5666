namespace Pedestal.Phantom;

/// <summary>
/// The relief of a hand: the cupped palm, the eminences of the thumb and of the little finger, the pads below the fingers, and round
/// edges, which make the fingers cylinders. A hovering palm is cupped by 5 to 8 mm; all other measures are estimates, and wide for
/// that reason.
/// </summary>
sealed class PalmRelief : Relief
{
    const int Pads = 4;
    readonly HandShape _shape;
    readonly HandOutline _outline;
    readonly double _cup;
    readonly double _rounding;
    readonly Mound[] _mounds;

    /// <summary>The relief of a person's hand in a pose; the person's measures come from the random numbers.</summary>
    public PalmRelief(HandShape shape, HandOutline outline, double cup, PhantomRandom person)
    {
        _shape = shape;
        _outline = outline;
        _cup = cup;
        _rounding = person.Uniform(6, 11);
        var breadth = shape.Breadth;
        _mounds =
        [
            new Mound(-0.24 * breadth, -0.24 * shape.Length, 0.15 * breadth, 0.22 * breadth, person.Uniform(3, 8)),
            new Mound(0.28 * breadth, -0.22 * shape.Length, 0.13 * breadth, 0.26 * breadth, person.Uniform(2, 6)),
            .. Enumerable.Range(0, Pads).Select(pad => new Mound(
                breadth * (-0.36 + 0.24 * pad), 0.36 * shape.Length, 0.10 * breadth, 0.09 * breadth, person.Uniform(0.5, 2.5))),
        ];
        Scatter = person.Uniform(1.5, 3);
    }

    // At 850 nm skin scatters light by about 2.2 and absorbs 0.02 to 0.05 per mm, which makes a diffusion length of 1.7 to 2.8 mm.
    /// <inheritdoc/>
    protected override double Scatter { get; }

    /// <inheritdoc/>
    public override double Height(double across, double along)
    {
        var radius = 0.5 * _shape.Breadth;
        var squared = (across * across + along * along) / (radius * radius);
        var height = -_cup * Math.Max(0, 1 - squared);
        foreach (var mound in _mounds)
        {
            height += mound.Height(across, along);
        }

        return height - Rounding(_outline.Depth(across, along));
    }

    /// <summary>How far the edge has fallen at a depth inside the outline: a quarter of a circle.</summary>
    double Rounding(double depth)
    {
        var inwards = Math.Clamp(_rounding - depth, 0, 0.95 * _rounding);
        return _rounding - Math.Sqrt(_rounding * _rounding - inwards * inwards);
    }

    sealed record Mound(double Across, double Along, double Width, double Length, double Rise)
    {
        public double Height(double across, double along)
        {
            var x = (across - Across) / Width;
            var y = (along - Along) / Length;
            return Rise * Math.Exp(-(x * x + y * y) / 2);
        }
    }
}
