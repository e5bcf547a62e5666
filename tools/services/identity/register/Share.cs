namespace Pedestal.Identity;

/// <summary>A share of all palms: those whose numbers leave this remainder. Numbers are given in order, so that shares are of one size.</summary>
/// <param name="Number">The share's number, from 0.</param>
/// <param name="Count">How many shares there are; 0 for the share that has no palm.</param>
public readonly record struct Share(int Number, int Count)
{
    /// <summary>All palms.</summary>
    public static Share Whole => new(0, 1);

    /// <summary>No palm, where others hold them.</summary>
    public static Share None => default;

    /// <summary>Whether a palm is in it.</summary>
    public bool Has(long palm) => Count > 0 && palm % Count == Number;
}
