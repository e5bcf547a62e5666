namespace Pedestal.Hal.Host.Platform;

/// <summary>A part on an SPI bus. It is called on the board's threads, one call at a time.</summary>
public interface ISpiChip
{
    /// <summary>
    /// One transfer, from the falling to the rising edge of the part's chip select: takes what the controller sends and fills in what
    /// the part sends at the same time. Both are of one length.
    /// </summary>
    /// <param name="hertz">Bits a second: to some parts the length of a bit means something.</param>
    /// <param name="mosi">What the controller sends.</param>
    /// <param name="miso">Receives what the part sends.</param>
    void Transfer(int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso);
}
