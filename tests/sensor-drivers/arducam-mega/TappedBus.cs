using Pedestal.Hal.Host.Platform;

namespace Pedestal.ArducamMega.Tests;

/// <summary>Forwards transfers to a part, records them, and lets a test alter the replies.</summary>
sealed class TappedBus(ISpiChip part) : ISpiChip
{
    /// <summary>The sent bytes in hex, one line a transfer; repeated polls make one line, and bursts show their length.</summary>
    public List<string> Transcript { get; } = [];

    public int LongestTransfer { get; private set; }

    public int Transfers { get; private set; }

    /// <summary>Receives the number of the transfer and the part's reply; may alter the reply or throw.</summary>
    public Action<int, byte[]>? Spoil { get; set; }

    public void Transfer(int hertz, ReadOnlySpan<byte> mosi, Span<byte> miso)
    {
        LongestTransfer = Math.Max(LongestTransfer, mosi.Length);
        Record(mosi);
        part.Transfer(hertz, mosi, miso);
        if (Spoil is not null)
        {
            var bytes = miso.ToArray();
            Spoil(Transfers, bytes);
            bytes.CopyTo(miso);
        }

        Transfers++;
    }

    /// <summary>Clears the record of the opening of the bus.</summary>
    public void Forget()
    {
        Transcript.Clear();
        Transfers = 0;
    }

    void Record(ReadOnlySpan<byte> mosi)
    {
        var isBurst = mosi.Length > 4;
        var line = isBurst ? $"{mosi[0]:X2} x{mosi.Length}" : BitConverter.ToString(mosi.ToArray()).Replace('-', ' ');
        if (isBurst)
        {
            Assert.False(mosi[1..].ContainsAnyExcept((byte)0));
        }

        if (isBurst || Transcript.Count == 0 || Transcript[^1] != line)
        {
            Transcript.Add(line);
        }
    }
}
