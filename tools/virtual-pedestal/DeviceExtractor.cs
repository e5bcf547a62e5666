using Pedestal.Core.Lane.Parts;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.VirtualPedestal;

/// <summary>
/// The firmware's vein extraction, which takes as long as on the device (<see cref="DeviceCost"/>), even for a frame that the
/// device would reject sooner.
/// </summary>
sealed class DeviceExtractor(IClock clock) : VeinExtractor
{
    /// <inheritdoc/>
    public override ExtractionStatus Extract(PalmFrame frame, byte[] template)
    {
        var start = clock.NowMicroseconds();
        var status = base.Extract(frame, template);
        Charge(start, DeviceCost.ExtractMilliseconds);
        return status;
    }

    /// <inheritdoc/>
    public override ExtractionStatus CheckLiveness(PalmFrame frame)
    {
        var start = clock.NowMicroseconds();
        var status = base.CheckLiveness(frame);
        Charge(start, DeviceCost.LivenessMilliseconds);
        return status;
    }

    void Charge(long start, int milliseconds)
    {
        var left = milliseconds - (int)((clock.NowMicroseconds() - start) / 1000);
        if (left > 0)
        {
            clock.Sleep(left);
        }
    }
}
