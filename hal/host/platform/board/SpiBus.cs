using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>One SPI bus with the parts on it. A transfer takes the wire's time, during which nothing else runs on it.</summary>
/// <param name="board">The board.</param>
public sealed class SpiBus(Board board)
{
    readonly ConcurrentDictionary<int, ISpiChip> _chips = new();
    readonly Lock _lock = new();

    /// <summary>Whether the driver refuses every transfer.</summary>
    public bool Refuses { get; set; }

    /// <summary>Connects a part with its chip select at a pin; -1 for one that has none.</summary>
    public void Attach(int chipSelect, ISpiChip chip) => _chips[chipSelect] = chip;

    /// <summary>One transfer. Where no part is, nothing drives the line and every byte reads 0xFF.</summary>
    internal void Transfer(int chipSelect, int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso)
    {
        lock (_lock)
        {
            if (Refuses)
            {
                throw new ArgumentException("The bus refuses the transfer.");
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
