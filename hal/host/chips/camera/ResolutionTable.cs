namespace Pedestal.Hal.Host.Chips;

/// <summary>Resolution codes of register 0x21. Modules with ids from 0x85 on have a different numbering.</summary>
static class ResolutionTable
{
    const byte FirstNewId = 0x85;

    static readonly (int Width, int Height)[] Legacy =
    [
        (160, 120), (320, 240), (640, 480), (800, 600), (1280, 720), (1280, 960), (1600, 1200), (1920, 1080),
        (2048, 1536), (2592, 1944), (96, 96), (128, 128), (320, 320),
    ];

    static readonly (int Width, int Height)[] New =
    [
        (96, 96), (128, 128), (160, 120), (320, 240), (320, 320), (640, 480), (800, 600), (1024, 768),
        (1280, 720), (1280, 1024), (1600, 1200), (1920, 1080), (2048, 1536), (2592, 1944),
    ];

    /// <summary>The picture size of a code on a module with this id; 0 x 0 for an unknown code.</summary>
    public static (int Width, int Height) Find(byte sensorId, int code)
    {
        var table = sensorId < FirstNewId ? Legacy : New;
        return code < table.Length ? table[code] : (0, 0);
    }

    /// <summary>Whether a module with this id has the newer table and the second busy flag.</summary>
    public static bool IsNew(byte sensorId) => sensorId >= FirstNewId;
}
