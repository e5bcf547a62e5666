namespace Pedestal.Hal.Host.Chips;

/// <summary>What all technician's cables have in common.</summary>
public static class ConsoleCable
{
    /// <summary>The UART of the technician's console.</summary>
    public const string Port = "COM3";

    /// <summary>Its speed in bits a second.</summary>
    public const int BaudRate = 115200;
}
