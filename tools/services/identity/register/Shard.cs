namespace Pedestal.Identity;

/// <summary>A shard of all palms: those whose numbers leave this remainder. Numbers are given in order, so that shards are of one size.</summary>
/// <param name="Number">The shard's number, from 0.</param>
/// <param name="Count">How many shards there are; 0 for the shard that has no palm.</param>
public readonly record struct Shard(int Number, int Count)
{
    /// <summary>All palms.</summary>
    public static Shard Whole => new(0, 1);

    /// <summary>No palm, where others hold them.</summary>
    public static Shard None => default;

    /// <summary>Whether a palm is in it.</summary>
    public bool Has(long palm) => Count > 0 && palm % Count == Number;
}
