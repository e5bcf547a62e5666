using Pedestal.Hal.Host.Platform;

namespace Pedestal.ArducamMega.Tests;

/// <summary>Passes transfers on to a part, writes them down, and lets a test spoil what comes back.</summary>
sealed class TappedBus(ISpiChip part) : ISpiChip
{
    /// <summary>Sent bytes in hex, a line per transfer; repeated polls are one line; bursts as their length.</summary>
    public List<string> Transcript { get; } = [];

    public int LongestTransfer { get; private set; }

    public int Transfers { get; private set; }

    /// <summary>Given the number of the transfer and what the part answered; may change it or throw.</summary>
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

    /// <summary>Forgets what was recorded so far, the opening of the bus.</summary>
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
