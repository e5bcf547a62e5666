namespace Pedestal.Engine;

/// <summary>What is known at compile time about the validity of a block's templates.</summary>
interface IValidity
{
    /// <summary>
    /// Whether all cells of a word are valid in all templates, so that their validity need not be read.
    /// </summary>
    static abstract bool IsFull(int word);
}

/// <summary>Nothing is known.</summary>
readonly struct AnyValidity : IValidity
{
    /// <inheritdoc/>
    public static bool IsFull(int word) => false;
}

/// <summary>
/// The upper words are full, as in nearly every template: fingers point up, and the cells missing from a capture are near the
/// wrist.
/// </summary>
readonly struct FullTop : IValidity
{
    /// <summary>The number of full words.</summary>
    public const int Words = 10;

    /// <inheritdoc/>
    public static bool IsFull(int word) => word < Words;
}
