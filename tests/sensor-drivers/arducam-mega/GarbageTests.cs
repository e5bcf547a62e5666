using CsCheck;
using Pedestal.Hal;

namespace Pedestal.ArducamMega.Tests;

/// <summary>Whatever the bus returns, every call ends in time, with a defined status and the LEDs off.</summary>
public class GarbageTests
{
    const long CaptureBound = 1_250_000;
    const long RecoverBound = 32_000_000;

    static readonly int StartTransfers = Bench.Started().Bus.Transfers;
    static readonly int CaptureTransfers = CountCapture();

    [Fact]
    public void Garbage_from_any_transfer_on_ends_in_a_defined_status() =>
        Gen.Select(Gen.Int[0, StartTransfers + CaptureTransfers], Gen.UInt, Gen.Byte).Sample(
            (from, seed, mask) =>
            {
                var random = new Random((int)seed);
                Run((transfer, miso) =>
                {
                    // The mask leaves some bits unchanged, so that the expected flags appear now and then.
                    for (var i = 0; transfer >= from && i < miso.Length; i++)
                    {
                        miso[i] = (byte)(miso[i] & ~mask | random.Next(256) & mask);
                    }
                });
            },
            iter: 60,
            seed: "0000000000001");

    [Fact]
    public void Pure_garbage_is_never_taken_for_a_camera() =>
        Gen.UInt.Sample(
            seed =>
            {
                var random = new Random((int)seed);
                var bench = new Bench { Bus = { Spoil = (_, miso) => random.NextBytes(miso) } };
                Assert.NotEqual(CameraStatus.Ok, bench.Camera.Start());
                Assert.NotEqual(CameraStatus.Ok, bench.Camera.Recover());
            },
            iter: 60,
            seed: "0000000000001");

    [Fact]
    public void A_bus_that_throws_is_reported_as_a_camera_that_does_not_respond() =>
        Gen.Int[0, CaptureTransfers].Sample(
            from =>
            {
                var bench = Bench.Started();
                var first = bench.Bus.Transfers + from;
                bench.Bus.Spoil = (transfer, _) =>
                {
                    if (transfer >= first)
                    {
                        throw new IOException("The bus failed.");
                    }
                };
                var status = CameraStatus.Ok;
                while (bench.Bus.Transfers < first && status == CameraStatus.Ok)
                {
                    status = bench.Capture();
                }

                Assert.Equal(CameraStatus.NotResponding, status == CameraStatus.Ok ? bench.Capture() : status);
                Assert.False(bench.Light.IsOn);
            },
            iter: 40,
            seed: "0000000000001");

    static int CountCapture()
    {
        var bench = Bench.Started();
        bench.Capture();
        return bench.Bus.Transfers - StartTransfers;
    }

    static void Run(Action<int, byte[]> spoil)
    {
        var bench = new Bench { Bus = { Spoil = spoil } };
        AssertEnds(bench, bench.Camera.Start, RecoverBound);
        AssertEnds(bench, () => bench.Capture(), CaptureBound);
        AssertEnds(bench, bench.Camera.Recover, RecoverBound);
        AssertEnds(bench, () => bench.Capture(), CaptureBound);
    }

    static void AssertEnds(Bench bench, Func<CameraStatus> call, long bound)
    {
        var before = bench.Now;
        Assert.True(Enum.IsDefined(call()));
        Assert.InRange(bench.Now - before, 0, bound);
        Assert.False(bench.Light.IsOn);
    }
}
