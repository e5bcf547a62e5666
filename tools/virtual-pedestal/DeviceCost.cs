namespace Pedestal.VirtualPedestal;

/// <summary>
/// What the firmware's computations cost on the ESP32-S3, by <c>dotnet run --project tools/lab/cost-meter -c Release</c>; a test
/// compares the figures with it. They are calculated from counted instructions, not measured on a board.
/// </summary>
public static class DeviceCost
{
    /// <summary>Time from a frame to a template, milliseconds.</summary>
    public const int ExtractMilliseconds = 64;

    /// <summary>Time for telling a living hand from a fake, milliseconds.</summary>
    public const int LivenessMilliseconds = 17;

    /// <summary>Cost from a frame to a template, in millions of the interpreter's instructions.</summary>
    public const double ExtractMillionInstructions = 10.2;

    /// <summary>From a template to a sealed request, microseconds, without the cipher's own time.</summary>
    public const int SealMicroseconds = 300;

    /// <summary>From a sealed reply to the decision, microseconds, without the cipher's own time.</summary>
    public const int OpenMicroseconds = 420;
}
