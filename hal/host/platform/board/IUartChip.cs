namespace Pedestal.Hal.Host.Platform;

/// <summary>A part on a UART.</summary>
public interface IUartChip
{
    /// <summary>The part is connected; it sends to the board through this line.</summary>
    void Connect(UartLine line);

    /// <summary>Takes what the board has sent, when the last of it is out. Called on the board's threads.</summary>
    void Receive(ReadOnlySpan<byte> bytes);
}
