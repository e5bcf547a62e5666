using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>An SPI bus with its parts. A transfer takes as long as on the wire, and the bus is busy meanwhile.</summary>
/// <param name="board">The board.</param>
public sealed class SpiBus(Board board)
{
    readonly ConcurrentDictionary<int, ISpiChip> _chips = new();
    readonly Lock _lock = new();

    /// <summary>Whether the driver rejects every transfer.</summary>
    public bool Failed { get; set; }

    /// <summary>Connects a part with its chip select on a pin; -1 for a part without one.</summary>
    public void Attach(int chipSelect, ISpiChip chip) => _chips[chipSelect] = chip;

    /// <summary>One transfer. Without a part nothing drives the line and every byte reads 0xFF.</summary>
    internal void Transfer(int chipSelect, int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso)
    {
        lock (_lock)
        {
            if (Failed)
            {
                throw new ArgumentException("The bus rejects the transfer.");
            }

            if (_chips.TryGetValue(chipSelect, out var chip))
            {
                chip.Transfer(hertz, mosi, miso);
            }
            else
            {
                miso.Fill(0xFF);
            }

            board.Wire.Charge(mosi.Length * 8L * 1_000_000 / hertz);
        }
    }
}
