namespace Pedestal.Identity;

/// <summary>Persons who are to be deleted and whom the store still has; their palms are recognised nowhere.</summary>
sealed class UnfinishedDeletions
{
    readonly Dictionary<long, DeletionReason> _persons = [];

    /// <summary>The persons, each with the reason.</summary>
    public IReadOnlyList<KeyValuePair<long, DeletionReason>> All
    {
        get
        {
            lock (_persons)
            {
                return [.. _persons];
            }
        }
    }

    /// <summary>Notes a deletion until it succeeds.</summary>
    public Deletion? Try(long person, DeletionReason reason, Func<Deletion?> delete)
    {
        lock (_persons)
        {
            _persons[person] = reason;
        }

        var deletion = delete();
        lock (_persons)
        {
            _persons.Remove(person);
        }

        return deletion;
    }
}
