namespace Pedestal.Phantom;

/// <summary>How much captures of one palm differ.</summary>
public enum Difficulty
{
    /// <summary>A practised guest: half the spread of pose, no bad presentations.</summary>
    Easy,

    /// <summary>The spread measured on unguided captures, with 3 % bad presentations.</summary>
    Default,

    /// <summary>Half as much again, with 10 % bad presentations.</summary>
    Hard,
}
