using Pedestal.Capture.Store;
using Pedestal.ConsoleTool;
using Pedestal.ConsoleTool.Link;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Capture.Link;

/// <summary>Opens a capture that a pedestal has sealed.</summary>
static class SealedCapture
{
    /// <summary>The capture in the parts that a pedestal sent in a session.</summary>
    /// <exception cref="ConsoleException">A part is missing, of another session, altered, or sealed under another key.</exception>
    public static CapturedPalm Open(IReadOnlyList<byte[]> parts, ulong session, DeviceKey key)
    {
        if (parts.Count != PictureRows.PerCapture)
        {
            throw Refused($"{parts.Count} of its {PictureRows.PerCapture} parts arrived");
        }

        var pictures = new[] { NewPicture(), NewPicture(), NewPicture() };
        var envelope = new Envelope(new HostCipher());
        var rows = new PictureRows();
        var (capture, light) = (0UL, 0);
        for (var i = 0; i < parts.Count; i++)
        {
            if (envelope.Open(key, parts[i]) is var status and not EnvelopeStatus.Ok)
            {
                throw Refused(status == EnvelopeStatus.NotAuthentic
                    ? "it is not sealed under this evaluation's key; set capture.key to that of \"capture new\""
                    : $"part {i + 1} is damaged");
            }

            capture = i == 0 ? envelope.RequestId : capture;
            if (envelope.Type != MessageType.PictureRows || envelope.Session != session || envelope.Sequence != i + 1
                || envelope.RequestId != capture || !rows.Read(envelope.Body)
                || (int)rows.Picture != i / PictureRows.PerPicture || rows.FirstRow != i % PictureRows.PerPicture * PictureRows.Rows)
            {
                throw Refused($"part {i + 1} does not belong to it");
            }

            light = i == 0 ? rows.Light64 : light;
            if (rows.Light64 != light)
            {
                throw Refused($"part {i + 1} does not belong to it");
            }

            rows.CopyTo(pictures[(int)rows.Picture], envelope.Body);
        }

        return new CapturedPalm(pictures[0], pictures[1], pictures[2], light);
    }

    static byte[] NewPicture() => new byte[PalmFrame.Side * PalmFrame.Side];

    static ConsoleException Refused(string why) => new(ExitCode.Damaged, $"The capture was not stored: {why}.");
}
