namespace Pedestal.Phantom;

/// <summary>A presentation attack instrument that stays the same while it is held at one pose after another.</summary>
/// <param name="isMirrored">Whether it has the outline of a left hand, whose x axis points left.</param>
abstract class Artefact(bool isMirrored) : ISurface
{
    /// <summary>The plane in which it is held.</summary>
    protected HeldPlane Plane { get; private set; } = new(new CapturePose(), isMirrored);

    /// <summary>The same instrument held at a pose.</summary>
    public Artefact At(CapturePose pose)
    {
        var held = (Artefact)MemberwiseClone();
        held.Plane = new HeldPlane(pose, isMirrored);
        return held;
    }

    /// <inheritdoc/>
    public abstract double Brightness(double slopeX, double slopeY);

    /// <inheritdoc/>
    public abstract double LeftShare(double slopeX, double slopeY);
}
