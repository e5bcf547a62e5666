namespace Pedestal.Identity;

/// <summary>How far somebody has followed the log of changes. It moves only over what was taken over.</summary>
sealed class ChangeCursor(Changes changes)
{
    const int AtOnce = 1_000;

    long? _followed;

    /// <summary>The number of the last change that was taken over.</summary>
    public long Followed => _followed ?? 0;

    /// <summary>Begins now, unless it has begun; whether it did. What is read from the store afterwards has every change before.</summary>
    public bool Begin()
    {
        var begins = _followed is null;
        _followed ??= changes.Last;
        return begins;
    }

    /// <summary>
    /// Hands over what has changed since; false if some of it is kept no more, so that everything must be read again: then it has begun again.
    /// </summary>
    public bool Follow(Action<IReadOnlyList<Change>> takeOver)
    {
        IReadOnlyList<Change>? next;
        do
        {
            next = changes.After(Followed, AtOnce);
            if (next is null)
            {
                _followed = changes.Last;
                return false;
            }

            if (next.Count > 0)
            {
                takeOver(next);
                _followed = next[^1].Number;
            }
        }
        while (next.Count == AtOnce);
        return true;
    }
}
