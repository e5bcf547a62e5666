using Pedestal.Core.Lane.Parts;
using Pedestal.Hal;
using Pedestal.Hal.Host.Platform;
using Pedestal.Hal.Host.Chips;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>The pedestal under test: its names and keys, and a scene.</summary>
static class Site
{
    public const string Venue = "demo";
    public const string Device = "gate-1";

    public static DeviceKey MatchKey { get; } = new([.. Enumerable.Repeat((byte)0x17, DeviceKey.Length)]);

    public static DeviceKey TicketKey { get; } = new([.. Enumerable.Repeat((byte)0x2B, DeviceKey.Length)]);

    public static FrameScene Grey => new([.. Enumerable.Repeat((byte)120, PalmFrame.Side * PalmFrame.Side)]);

    public static VirtualPedestal Pedestal(
        int brokerPort, ITemplateExtractor? extractor, string device = Device, BoardClock? time = null) => new(new()
    {
        Venue = Venue,
        Device = device,
        MatchKey = MatchKey,
        TicketKey = TicketKey,
        BrokerPort = brokerPort,
        Time = time ?? new RealTime(),
        Extractor = extractor,
    });
}

/// <summary>An extractor that finds the same template in every frame that shows anything.</summary>
sealed class AnyFrame : ITemplateExtractor
{
    public ExtractionStatus Extract(PalmFrame frame, byte[] template)
    {
        if (frame.Lit[0] < 50)
        {
            return ExtractionStatus.NoHand;
        }

        Array.Fill(template, (byte)0xA5);
        return ExtractionStatus.Ok;
    }

    public int LivenessRows => PalmFrame.Side;

    public ExtractionStatus CheckLiveness(PalmFrame frame) => ExtractionStatus.Ok;

    public void Wipe()
    {
    }
}

/// <summary>An extractor with a defect: it throws.</summary>
sealed class DefectiveExtractor : ITemplateExtractor
{
    public ExtractionStatus Extract(PalmFrame frame, byte[] template) => throw new IndexOutOfRangeException("defect");

    public int LivenessRows => PalmFrame.Side;

    public ExtractionStatus CheckLiveness(PalmFrame frame) => ExtractionStatus.Ok;

    public void Wipe()
    {
    }
}
