namespace Pedestal.VirtualPedestal;

/// <summary>
/// What the firmware's own computing takes on the ESP32-S3, from <c>dotnet run --project tools/lab/cost-meter -c Release</c>; a test
/// holds the figures against it. It is calculated from counted instructions, not measured on a board.
/// </summary>
public static class DeviceCost
{
    /// <summary>From a frame to a template, milliseconds.</summary>
    public const int ExtractMilliseconds = 78;

    /// <summary>The same in millions of the interpreter's instructions.</summary>
    public const double ExtractMillionInstructions = 12.5;
}
