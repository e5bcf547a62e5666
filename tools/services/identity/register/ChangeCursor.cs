namespace Pedestal.Identity;

/// <summary>
/// How far somebody has followed the log of changes. It moves only over what was taken over; one thread at a time moves it, any may look.
/// </summary>
sealed class ChangeCursor(Changes changes)
{
    const int AtOnce = 1_000;
    const long NotBegun = -1;

    long _followed = NotBegun;

    /// <summary>The number of the last change that was taken over.</summary>
    public long Followed => Math.Max(0, Volatile.Read(ref _followed));

    /// <summary>Begins now, unless it has begun; whether it did. What is read from the store afterwards has every change before.</summary>
    public bool Begin()
    {
        if (Volatile.Read(ref _followed) != NotBegun)
        {
            return false;
        }

        Volatile.Write(ref _followed, changes.Last);
        return true;
    }

    /// <summary>Follows what has changed since.</summary>
    /// <param name="takeOver">Takes over some changes.</param>
    /// <param name="startOver">
    /// Drops everything, to be read again, because some changes are kept no more: before the cursor moves past them.
    /// </param>
    public void Follow(Action<IReadOnlyList<Change>> takeOver, Action startOver)
    {
        IReadOnlyList<Change>? next;
        do
        {
            next = changes.After(Followed, AtOnce);
            if (next is null)
            {
                var last = changes.Last;
                startOver();
                Volatile.Write(ref _followed, last);
                return;
            }

            if (next.Count > 0)
            {
                takeOver(next);
                Volatile.Write(ref _followed, next[^1].Number);
            }
        }
        while (next.Count == AtOnce);
    }
}
