namespace Pedestal.Demo;

/// <summary>
/// What an extraction takes on the ESP32-S3, from <c>dotnet run --project tools/lab/cost-meter -c Release</c>; a test holds the figures
/// against it. It is calculated from counted instructions, not measured on a board.
/// </summary>
static class DeviceCost
{
    public const double ExtractMilliseconds = 78;

    public const double ExtractMillionInstructions = 12.5;
}
