namespace Pedestal.Hal.Host.Platform;

/// <summary>A part on a UART.</summary>
public interface IUartChip
{
    /// <summary>Connects the part; it sends to the board through this line.</summary>
    void Connect(UartLine line);

    /// <summary>Receives what the board has sent, once the last byte is out. The board's threads call it.</summary>
    void Receive(ReadOnlySpan<byte> bytes);
}
