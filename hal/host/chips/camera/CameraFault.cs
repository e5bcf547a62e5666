namespace Pedestal.Hal.Host.Chips;

/// <summary>The virtual camera's faults.</summary>
public enum CameraFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The id register names another module.</summary>
    WrongId,

    /// <summary>The idle flag never comes: the sensor stays busy.</summary>
    StuckBusy,

    /// <summary>The FIFO reports 0x800778 bytes, as seen on real modules.</summary>
    BogusFifoLength,

    /// <summary>Every seventh byte on MISO has one bit inverted.</summary>
    FlippedBits,

    /// <summary>Everything reads 0x55; clears only when the power has been off for a while.</summary>
    Wedged,

    /// <summary>The first picture after the fault is switched on, and after each reset, is the previous picture again.</summary>
    StaleFirstPicture,

    /// <summary>Nothing drives MISO: everything reads 0xFF.</summary>
    NotResponding,

    /// <summary>A capture starts and its done flag never comes.</summary>
    CaptureNeverDone,
}

/// <summary>The names of the faults, for consoles and command lines.</summary>
public static class CameraFaultName
{
    static readonly Dictionary<string, CameraFault> Faults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["none"] = CameraFault.None,
        ["wrong-id"] = CameraFault.WrongId,
        ["stuck-busy"] = CameraFault.StuckBusy,
        ["bogus-fifo-length"] = CameraFault.BogusFifoLength,
        ["flipped-bits"] = CameraFault.FlippedBits,
        ["wedged"] = CameraFault.Wedged,
        ["stale-first-picture"] = CameraFault.StaleFirstPicture,
        ["not-responding"] = CameraFault.NotResponding,
        ["capture-never-done"] = CameraFault.CaptureNeverDone,
    };

    /// <summary>All fault names, <c>none</c> first.</summary>
    public static IReadOnlyCollection<string> All => Faults.Keys;

    /// <summary>The name of a fault.</summary>
    public static string Of(CameraFault fault) => Faults.First(named => named.Value == fault).Key;

    /// <summary>Finds the fault of a name; false when there is none.</summary>
    public static bool TryParse(string? name, out CameraFault fault)
    {
        fault = CameraFault.None;
        return name is not null && Faults.TryGetValue(name, out fault);
    }
}
