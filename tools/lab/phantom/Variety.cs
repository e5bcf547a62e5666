namespace Pedestal.Phantom;

/// <summary>How much people and cameras differ.</summary>
public enum Variety
{
    /// <summary>Hands in the published ranges, before the pedestal's camera.</summary>
    Usual,

    /// <summary>
    /// Hands far beyond the published ranges, before another camera for each seed: what a score must survive that was not fitted to
    /// these palms.
    /// </summary>
    Wide,
}
