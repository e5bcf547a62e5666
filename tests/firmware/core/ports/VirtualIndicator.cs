using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>A light ring whose indication can be read and observed. Thread-safe.</summary>
sealed class VirtualIndicator : IIndicator, IRingService
{
    int _current;
    int _count;
    int _testColour = -1;
    volatile bool _failed;

    /// <summary>Raised on the thread that shows a new indication, with that indication.</summary>
    public event Action<Indication>? Changed;

    /// <summary>The present indication.</summary>
    public Indication Current => (Indication)Volatile.Read(ref _current);

    /// <summary>The number that it shows.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether the ring's driver refuses.</summary>
    public bool Failed
    {
        get => _failed;
        set => _failed = value;
    }

    /// <summary>The colour of a technician's test; -1 for none.</summary>
    public int TestColour => Volatile.Read(ref _testColour);

    /// <inheritdoc/>
    public bool Light(int colour)
    {
        Volatile.Write(ref _testColour, _failed ? -1 : colour);
        return !_failed;
    }

    /// <inheritdoc/>
    public bool Restore() => Light(-1);

    /// <inheritdoc/>
    public void Show(Indication indication, int count = 0)
    {
        Volatile.Write(ref _count, count);
        if (Interlocked.Exchange(ref _current, (int)indication) != (int)indication)
        {
            Changed?.Invoke(indication);
        }
    }
}
