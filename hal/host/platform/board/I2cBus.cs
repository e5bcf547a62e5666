using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>One I2C bus with the parts on it. A transfer takes the wire's time, nine bits a byte.</summary>
/// <param name="board">The board.</param>
public sealed class I2cBus(Board board)
{
    const int BitsPerByte = 9;
    readonly ConcurrentDictionary<int, II2cChip> _chips = new();
    readonly Lock _lock = new();

    /// <summary>Connects a part at its 7-bit address; one that was there before is taken off.</summary>
    public void Attach(int address, II2cChip chip) => _chips[address] = chip;

    /// <summary>Writes, reads, or first one and then the other; whether the part has acknowledged everything.</summary>
    internal bool Transfer(int address, int hertz, ReadOnlySpan<byte> write, Span<byte> read)
    {
        lock (_lock)
        {
            var done = _chips.TryGetValue(address, out var chip)
                && (write.IsEmpty || chip.Write(write))
                && (read.IsEmpty || chip.Read(read));

            // An address that nobody acknowledges is all that goes over the wire.
            var bytes = done ? write.Length + read.Length + 1 + (write.IsEmpty || read.IsEmpty ? 0 : 1) : 1;
            board.Wire.Charge(bytes * (long)BitsPerByte * 1_000_000 / hertz);
            return done;
        }
    }
}
