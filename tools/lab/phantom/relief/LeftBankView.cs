namespace Pedestal.Phantom;

/// <summary>A surface in the light of the left bank alone, a moment later: it has drifted by the given slopes meanwhile.</summary>
sealed class LeftBankView(ISurface surface, double driftX, double driftY) : ISurface
{
    /// <inheritdoc/>
    public double Brightness(double slopeX, double slopeY)
    {
        var brightness = surface.Brightness(slopeX - driftX, slopeY - driftY);
        return brightness > 0 ? brightness * surface.LeftShare(slopeX - driftX, slopeY - driftY) : 0;
    }

    /// <inheritdoc/>
    public double LeftShare(double slopeX, double slopeY) => 1;
}
