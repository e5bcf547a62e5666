using Pedestal.Hal;

namespace Pedestal.ArducamMega.Tests;

/// <summary>The bytes on the wire, compared with the part's documented sequences.</summary>
public class TranscriptTests
{
    static readonly string[] LinkCheck =
    [
        "80 55", "00 00 00", "80 AA", "00 00 00", "80 0F", "00 00 00", "80 F0", "00 00 00",
        "80 33", "00 00 00", "80 CC", "00 00 00", "80 FF", "00 00 00", "80 00", "00 00 00",
    ];

    static readonly string[] Length = ["45 00 00", "46 00 00", "47 00 00"];

    static readonly string[] Exposure = ["84 01", "84 02", "44 00 00"];

    // The first burst after a capture has one more dummy byte than the others.
    static readonly string[] Bursts = ["3C x8194", "3C x8193", "3C x8193", "3C x8193"];

    [Fact]
    public void Start_resets_identifies_and_configures()
    {
        var bench = new Bench(new CameraSettings { Exposure = 0x12345, Gain = 0x2A7, DiscardedPictures = 2 });

        Assert.Equal(CameraStatus.Ok, bench.Camera.Start());

        string[] expected =
        [
            "40 00 00", "87 40", "40 00 00", "44 00 00",
            .. LinkCheck,
            "40 00 00",
            "8A 78", "44 00 00",
            "A0 03", "44 00 00", "A1 0B", "44 00 00",
            "B0 01", "44 00 00", "B0 00", "44 00 00", "B0 02", "44 00 00",
            "B3 01", "44 00 00", "B4 23", "44 00 00", "B5 45", "44 00 00",
            "B1 02", "44 00 00", "B2 A7", "44 00 00",
            .. Exposure, .. Exposure, .. Length,
        ];
        Assert.Equal(expected, bench.Bus.Transcript);
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void Capture_takes_a_lit_and_a_dark_picture()
    {
        var bench = Bench.Started();

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        string[] expected =
        [
            "44 00 00", .. LinkCheck,
            .. Exposure, .. Length, .. Bursts,
            .. Exposure, .. Length, .. Bursts,
            .. LinkCheck,
        ];
        Assert.Equal(expected, bench.Bus.Transcript);
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void Transfers_stay_within_the_devices_limit()
    {
        var bench = Bench.Started();

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        Assert.InRange(bench.Bus.LongestTransfer, PalmFrame.Length / 4, 16384);
    }
}
