using System.Globalization;

namespace Pedestal.Hal.Host;

/// <summary>A controller whose memory, time of day and temperature a test can set. Thread-safe.</summary>
public sealed class VirtualSystem : ISystemInfo, ITimeOfDay, IThermometer
{
    const long Memory = 6L * 1024 * 1024;
    const long InternalMemory = 96 * 1024;

    long _taken;
    int _reboots;
    int _tenths = 315;
    volatile bool _clockUnset;

    /// <summary>Raised when a restart is requested, on the requesting thread.</summary>
    public event Action? Rebooted;

    /// <inheritdoc/>
    public string Firmware => FirmwareVersion.Text;

    /// <inheritdoc/>
    public string Platform { get; } = $".NET {Environment.Version}";

    /// <inheritdoc/>
    public string Board => "virtual";

    /// <summary>Bytes of memory that are allocated and not freed.</summary>
    public long Taken
    {
        get => Volatile.Read(ref _taken);
        set => Volatile.Write(ref _taken, value);
    }

    /// <summary>Whether the time of day is unknown.</summary>
    public bool ClockUnset
    {
        get => _clockUnset;
        set => _clockUnset = value;
    }

    /// <summary>Restarts requested so far.</summary>
    public int Reboots => Volatile.Read(ref _reboots);

    /// <inheritdoc/>
    public long FreeMemory() => Math.Max(Memory - Taken, 0);

    /// <inheritdoc/>
    public long FreeInternalMemory() => InternalMemory;

    /// <inheritdoc/>
    public string? UtcTime() =>
        _clockUnset ? null : DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public long UnixSeconds() => _clockUnset ? 0 : DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    /// <summary>The temperature in tenths of a degree Celsius, or <see cref="Temperature.Unknown"/>.</summary>
    public int Tenths
    {
        get => Volatile.Read(ref _tenths);
        set => Volatile.Write(ref _tenths, value);
    }

    /// <inheritdoc/>
    public int ReadTenths() => Tenths;

    /// <inheritdoc/>
    public void Reboot()
    {
        Interlocked.Increment(ref _reboots);
        Rebooted?.Invoke();
    }
}
