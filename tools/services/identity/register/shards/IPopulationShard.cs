namespace Pedestal.Identity;

/// <summary>A shard of everybody's palms, wherever it is in memory. Its messages name palms by number, and no person.</summary>
public interface IPopulationShard
{
    /// <summary>Its nearest palm, as of the given change or a later one; null while the shard is not loaded.</summary>
    /// <param name="probe">The template that is searched for.</param>
    /// <param name="change">The number of a change that the search must have seen.</param>
    Task<ShardReply?> SearchAsync(byte[] probe, long change);

    /// <summary>Its palms by which the scores of everybody's palms are judged.</summary>
    /// <exception cref="PopulationException">The shard is not loaded.</exception>
    Task<ShardCohort> CohortAsync();

    /// <summary>
    /// Takes palms out, because they are about to be deleted, and what has changed up to the given change. What is read from the store
    /// meanwhile does not bring the palms back.
    /// </summary>
    Task LeaveAsync(long[] palms, long change);

    /// <summary>How far it is. Asking has it loaded where it is not in memory, and follow the changes up to the given one.</summary>
    Task<ShardState> StateAsync(long change);
}

/// <summary>A shard's reply to a search.</summary>
/// <param name="Palm">Its nearest palm; null if it has none.</param>
/// <param name="Distance">That palm's distance.</param>
/// <param name="Templates">Number of that palm's templates.</param>
/// <param name="IsCopy">Whether the probe equals one of them bit by bit.</param>
/// <param name="Palms">Number of the shard's palms.</param>
/// <param name="Cohort">The mark of the shard's <see cref="ShardCohort"/>.</param>
public sealed record ShardReply(long? Palm, double Distance, int Templates, bool IsCopy, int Palms, long Cohort);

/// <summary>The palms of a shard that may be in the cohort of everybody.</summary>
/// <param name="Mark">Another one for other palms or templates.</param>
/// <param name="Palms">The palms.</param>
public sealed record ShardCohort(long Mark, IReadOnlyList<CohortPalm> Palms);

/// <summary>A palm of a cohort.</summary>
/// <param name="Palm">Its number.</param>
/// <param name="Templates">Its templates.</param>
public sealed record CohortPalm(long Palm, IReadOnlyList<byte[]> Templates);

/// <summary>How far a shard is.</summary>
/// <param name="IsLoaded">Whether all its palms are in memory.</param>
/// <param name="Palms">Palms in memory.</param>
/// <param name="Templates">Their templates.</param>
/// <param name="Cohort">The mark of its <see cref="ShardCohort"/>.</param>
/// <param name="Unusable">Stored records of its palms that cannot be used.</param>
public sealed record ShardState(bool IsLoaded, int Palms, int Templates, long Cohort, IReadOnlyList<UnusableRecord> Unusable);

/// <summary>Not everybody's palms can be asked now, so nothing may be said about who is enrolled; it goes on by itself.</summary>
public sealed class PopulationException(string message, Exception? inner = null) : Exception(message, inner);
