namespace Pedestal.Identity;

/// <summary>An enrolled palm that a sample was recognised as.</summary>
/// <param name="Person">Whose palm it is.</param>
/// <param name="Palm">The palm.</param>
/// <param name="IsCopy">Whether the sample equals a stored template bit by bit, which no capture does.</param>
sealed record KnownPalm(long Person, StoredPalm Palm, bool IsCopy)
{
    /// <summary>
    /// Whom these samples of one palm show. One sample in a thousand resembles a stranger's palm; two hardly ever resemble the
    /// same stranger's, while an enrolled palm is recognised in most of its samples.
    /// </summary>
    public static KnownPalm? Of(IReadOnlyList<PendingSample> samples, int perPalm) => samples
        .Select(sample => sample.Known).OfType<KnownPalm>()
        .GroupBy(known => known.Person)
        .FirstOrDefault(same => same.Count() >= Math.Min(2, perPalm))?.First();
}

/// <summary>A sample of an unfinished enrolment, and which enrolled palm it shows.</summary>
sealed class PendingSample(EnrolmentSample sample)
{
    int _searched = -1;

    /// <summary>The sample.</summary>
    public EnrolmentSample Sample => sample;

    /// <summary>The enrolled palm that it shows, as of the last search; null for none.</summary>
    public KnownPalm? Known { get; private set; }

    /// <summary>Searches for it, unless nobody was enrolled since the last search.</summary>
    /// <exception cref="PopulationException">Not everybody's palms can be asked now.</exception>
    public async Task SearchAsync(Population population, Func<EnrolmentSample, Task<KnownPalm?>> search)
    {
        var additions = population.Additions;
        if (_searched != additions)
        {
            (Known, _searched) = (await search(sample), additions);
        }
    }
}
