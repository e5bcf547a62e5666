namespace Pedestal.Hal.Host;

/// <summary>A light ring whose indication can be read and followed. Thread-safe.</summary>
public sealed class VirtualIndicator : IIndicator
{
    int _current;

    /// <summary>Raised on the thread that shows a new indication, with that indication.</summary>
    public event Action<Indication>? Changed;

    /// <summary>What is shown now.</summary>
    public Indication Current => (Indication)Volatile.Read(ref _current);

    /// <inheritdoc/>
    public void Show(Indication indication)
    {
        if (Interlocked.Exchange(ref _current, (int)indication) != (int)indication)
        {
            Changed?.Invoke(indication);
        }
    }
}
