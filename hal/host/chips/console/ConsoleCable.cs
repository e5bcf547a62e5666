namespace Pedestal.Hal.Host.Chips;

/// <summary>What the technician's cables have in common.</summary>
public static class ConsoleCable
{
    /// <summary>The port of the technician's line.</summary>
    public const string Port = "COM3";

    /// <summary>Its speed, bits a second.</summary>
    public const int BaudRate = 115200;
}
