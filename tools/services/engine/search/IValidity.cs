namespace Pedestal.Engine;

/// <summary>What is known of the validity of a block's templates when the kernel is compiled.</summary>
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
/// The upper words are full, as in nearly every template: fingers point up, and what a capture misses lies at the
/// wrist.
/// </summary>
readonly struct FullTop : IValidity
{
    /// <summary>Words that are full.</summary>
    public const int Words = 10;

    /// <inheritdoc/>
    public static bool IsFull(int word) => word < Words;
}
