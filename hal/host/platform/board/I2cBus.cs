using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>An I2C bus with its parts. A transfer takes as long as on the wire, nine bits a byte.</summary>
/// <param name="board">The board.</param>
public sealed class I2cBus(Board board)
{
    const int BitsPerByte = 9;
    readonly ConcurrentDictionary<int, II2cChip> _chips = new();
    readonly Lock _lock = new();

    /// <summary>Connects a part at a 7-bit address; it replaces the part that was there.</summary>
    public void Attach(int address, II2cChip chip) => _chips[address] = chip;

    /// <summary>Writes, reads, or writes and then reads; true when the part acknowledged everything.</summary>
    internal bool Transfer(int address, int hertz, ReadOnlySpan<byte> write, Span<byte> read)
    {
        lock (_lock)
        {
            var done = _chips.TryGetValue(address, out var chip)
                && (write.IsEmpty || chip.Write(write))
                && (read.IsEmpty || chip.Read(read));

            // An unacknowledged address ends the transfer.
            var bytes = done ? write.Length + read.Length + 1 + (write.IsEmpty || read.IsEmpty ? 0 : 1) : 1;
            board.Wire.Charge(bytes * (long)BitsPerByte * 1_000_000 / hertz);
            return done;
        }
    }
}
