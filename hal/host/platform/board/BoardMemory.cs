namespace Pedestal.Hal.Host.Platform;

/// <summary>The controller's memory; a test can take some of it away. Thread-safe.</summary>
public sealed class BoardMemory
{
    /// <summary>Bytes of the managed heap with 8 MB of PSRAM.</summary>
    public const long Total = 7 * 1024 * 1024;

    /// <summary>Bytes of internal memory.</summary>
    public const uint InternalTotal = 256 * 1024;

    const long Used = 1024 * 1024;
    const long InternalUsed = 160 * 1024;
    long _taken;
    long _internalTaken;

    /// <summary>Bytes of the heap that are taken away.</summary>
    public long Taken
    {
        get => Interlocked.Read(ref _taken);
        set => Interlocked.Exchange(ref _taken, value);
    }

    /// <summary>Bytes of internal memory that are taken away.</summary>
    public long InternalTaken
    {
        get => Interlocked.Read(ref _internalTaken);
        set => Interlocked.Exchange(ref _internalTaken, value);
    }

    /// <summary>Free bytes of the heap.</summary>
    public long Free => Math.Max(0, Total - Used - Taken);

    /// <summary>Free bytes of internal memory.</summary>
    public long InternalFree => Math.Max(0, InternalTotal - InternalUsed - InternalTaken);
}
