namespace Pedestal.Hal.Host.Platform;

/// <summary>A part on an I2C bus. It is called on the board's threads, one call at a time.</summary>
public interface II2cChip
{
    /// <summary>Takes what the controller writes after the part's address; false when the part does not acknowledge.</summary>
    bool Write(ReadOnlySpan<byte> bytes);

    /// <summary>Fills in what the controller reads after the part's address; false when the part does not acknowledge.</summary>
    bool Read(Span<byte> bytes);
}
