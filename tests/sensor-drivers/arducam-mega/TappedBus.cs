extern alias iot;

using iot::System.Device.Spi;

namespace Pedestal.ArducamMega.Tests;

/// <summary>Passes transfers on to a part, writes them down, and lets a test spoil what comes back.</summary>
sealed class TappedBus(SpiDevice part) : SpiDevice
{
    /// <summary>Sent bytes in hex, a line per transfer; repeated polls are one line; bursts as their length.</summary>
    public List<string> Transcript { get; } = [];

    public int LongestTransfer { get; private set; }

    public int Transfers { get; private set; }

    /// <summary>Given the number of the transfer and what the part answered; may change it or throw.</summary>
    public Action<int, byte[]>? Spoil { get; set; }

    public override SpiConnectionSettings ConnectionSettings => part.ConnectionSettings;

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Assert.Equal(writeBuffer.Length, readBuffer.Length);
        LongestTransfer = Math.Max(LongestTransfer, writeBuffer.Length);
        Record(writeBuffer);
        part.TransferFullDuplex(writeBuffer, readBuffer);
        if (Spoil is not null)
        {
            var miso = readBuffer.ToArray();
            Spoil(Transfers, miso);
            miso.CopyTo(readBuffer);
        }

        Transfers++;
    }

    public override void Read(Span<byte> buffer) => throw new NotSupportedException("The driver must not read alone.");

    public override void Write(ReadOnlySpan<byte> buffer) =>
        throw new NotSupportedException("The driver must not write alone.");

    void Record(ReadOnlySpan<byte> mosi)
    {
        var isBurst = mosi.Length > 3;
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
