namespace Pedestal.Hal.Host;

/// <summary>A range finder that reads what it is told. Thread-safe.</summary>
public sealed class VirtualPresence : IPresenceSensor
{
    int _millimetres = Presence.Nothing;

    /// <summary>
    /// The distance it reads, <see cref="Presence.Nothing"/> (at first) or <see cref="Presence.Failed"/>.
    /// </summary>
    public int Millimetres
    {
        get => Volatile.Read(ref _millimetres);
        set => Volatile.Write(ref _millimetres, value);
    }

    /// <inheritdoc/>
    public int ReadMillimetres() => Millimetres;
}
