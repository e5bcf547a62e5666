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
        var left = DeviceCost.ExtractMilliseconds - (int)((clock.NowMicroseconds() - start) / 1000);
        if (left > 0)
        {
            clock.Sleep(left);
        }

        return status;
    }
}
