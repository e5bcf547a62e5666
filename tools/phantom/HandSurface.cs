namespace Pedestal.Phantom;

/// <summary>A hand held at a pose: brightness along the camera's rays.</summary>
sealed class HandSurface
{
    const double FingerShade = 0.14;
    const double RimDepth = 4;
    const double RimShade = 0.38;
    readonly PhantomHand _hand;
    readonly CapturePose _pose;
    readonly AbsorptionMap _absorption;
    readonly ElasticWarp _warp;
    readonly double _tiltX;
    readonly double _tiltY;
    readonly double _cos;
    readonly double _sin;
    readonly double _mirror;

    public HandSurface(PhantomHand hand, CapturePose pose, PhantomRandom random)
    {
        _hand = hand;
        _pose = pose;
        _absorption = hand.Absorption(pose, random);
        _warp = new ElasticWarp(random, pose.Warp);
        _tiltX = Math.Tan(pose.Roll * Math.PI / 180);
        _tiltY = Math.Tan(pose.Pitch * Math.PI / 180);
        (_sin, _cos) = Math.SinCos(pose.Rotation * Math.PI / 180);
        _mirror = hand.IsLeft ? -1 : 1;
    }

    /// <summary>Light from a direction given as slopes right and down; 0 where the ray misses the hand, about 1 on it.</summary>
    public double Brightness(double slopeX, double slopeY, double textureContrast)
    {
        var (x, y, z, across, along) = Meet(slopeX, slopeY);
        var depth = _hand.Shape.Depth(across, along, _pose.Spread);
        if (depth <= 0)
        {
            return 0;
        }

        var radius = 0.5 * _hand.Shape.Breadth;
        var cup = _pose.Cup * Math.Max(0, 1 - (across * across + along * along) / (radius * radius));
        var light = Lighting.At(x, y, z + cup) * (1 - RimShade * Math.Exp(-depth / RimDepth));
        var finger = Math.Clamp((along - 0.46 * _hand.Shape.Length) / 8, 0, 1);
        light *= 1 - FingerShade * finger * finger * (3 - 2 * finger);
        var (skinX, skinY) = _warp.Apply(across, along);
        return light * (1 - _absorption.At(skinX, skinY))
            * (1 + textureContrast * _hand.Texture.At(skinX, skinY));
    }

    /// <summary>The place on the skin, mm, that a direction meets; also beyond the outline.</summary>
    public (double X, double Y) SkinAt(double slopeX, double slopeY)
    {
        var (_, _, _, across, along) = Meet(slopeX, slopeY);
        return _warp.Apply(across, along);
    }

    /// <summary>Where a direction meets the palm's plane: from the camera, and on the palm.</summary>
    (double X, double Y, double Z, double Across, double Along) Meet(double slopeX, double slopeY)
    {
        // The plane of the palm, tilted about its centre: z = distance + x tiltX + y tiltY.
        var offset = _pose.Distance - _pose.ShiftX * _tiltX - _pose.ShiftY * _tiltY;
        var z = offset / Math.Max(1 - slopeX * _tiltX - slopeY * _tiltY, 0.2);
        var x = slopeX * z;
        var y = slopeY * z;
        var planeX = (x - _pose.ShiftX) * Math.Sqrt(1 + _tiltX * _tiltX);
        var planeY = (y - _pose.ShiftY) * Math.Sqrt(1 + _tiltY * _tiltY);
        var across = _mirror * (_cos * planeX + _sin * planeY);
        var along = _sin * planeX - _cos * planeY;
        return (x, y, z, across, along);
    }
}
