using Pedestal.Capture.Store;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Capture.Tests;

/// <summary>Captures as a pedestal takes and seals them.</summary>
static class Pictures
{
    public static readonly DeviceKey Key = new([.. Enumerable.Range(1, 48).Select(i => (byte)i)]);

    public static CapturedPalm Any(int seed = 1, int light = 64)
    {
        var random = new Random(seed);
        var pictures = new byte[3][];
        for (var i = 0; i < pictures.Length; i++)
        {
            random.NextBytes(pictures[i] = new byte[PalmFrame.Side * PalmFrame.Side]);
        }

        return new CapturedPalm(pictures[0], pictures[1], pictures[2], light);
    }

    /// <summary>The parts in which a pedestal sends a capture.</summary>
    public static byte[][] Sealed(CapturedPalm palm, ulong session, DeviceKey? key = null, ulong id = 7)
    {
        var frame = new PalmFrame { Light64 = palm.Light64 };
        Fill(frame.Lit, palm.Lit);
        Fill(frame.Left, palm.Left);
        Fill(frame.Dark, palm.Dark);
        var envelope = new Envelope(new HostCipher()) { Type = MessageType.PictureRows, RequestId = id, Session = session };
        var body = new byte[PictureRows.Length];
        return
        [
            .. Enumerable.Range(0, PictureRows.PerCapture).Select(i =>
            {
                PictureRows.Write(frame, i, body);
                envelope.Sequence = (uint)i + 1;
                return envelope.Seal(key ?? Key, body);
            }),
        ];
    }

    static void Fill(byte[] frame, byte[] picture)
    {
        for (var i = 0; i < picture.Length; i++)
        {
            frame[2 * i] = picture[i];
        }
    }
}
