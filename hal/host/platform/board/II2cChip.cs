namespace Pedestal.Hal.Host.Platform;

/// <summary>A part on an I2C bus. The board's threads call it, one call at a time.</summary>
public interface II2cChip
{
    /// <summary>Receives what the controller writes after the part's address; false when the part does not acknowledge.</summary>
    bool Write(ReadOnlySpan<byte> bytes);

    /// <summary>Supplies what the controller reads after the part's address; false when the part does not acknowledge.</summary>
    bool Read(Span<byte> bytes);
}
