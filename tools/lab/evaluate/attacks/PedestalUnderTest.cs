using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Palm;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Engine;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>
/// A pedestal to which hands and fakes are presented: the firmware's own captures, extraction and check for a living hand, and the
/// matcher's gallery. As in the lane the ring asks for another capture after an unusable one, a fake ends the presentation, and a
/// palm that is not recognised is captured once more. Not thread-safe.
/// </summary>
sealed class PedestalUnderTest
{
    readonly LaneSettings _settings = new();
    readonly LatencyLedger _ledger = new();
    readonly PresentedCamera _camera = new();
    readonly PalmCapture _capture;
    readonly CaptureBurst _burst;
    readonly Gallery _gallery;
    readonly byte[] _template = new byte[TemplateFormat.Length];

    /// <summary>Creates a pedestal.</summary>
    public PedestalUnderTest(Gallery gallery, ITemplateExtractor extractor)
    {
        _gallery = gallery;
        _capture = new PalmCapture(new LaneParts { Camera = _camera, Clock = _camera, Extractor = extractor }, _settings);
        _burst = new CaptureBurst(_camera, _settings, _capture);
    }

    /// <summary>Presents a hand or a fake.</summary>
    /// <returns>
    /// Ok if the pedestal took it for a palm, otherwise the last reason against it; and whether it was recognised as an enrolled palm.
    /// </returns>
    public (ExtractionStatus Status, bool IsRecognised) Present(IEnumerable<CaptureFrames> captures)
    {
        _camera.Show(captures);
        var unusable = 0;
        while (!Take())
        {
            if (UnusablePalm.IsFake(_capture.Extraction) || ++unusable >= _settings.UnusableCaptures)
            {
                return (_capture.Extraction, false);
            }
        }

        return (ExtractionStatus.Ok, IsRecognised() || TakeAgain() && IsRecognised());
    }

    bool Take()
    {
        _capture.Wipe();
        _ledger.Begin(_camera.NowMicroseconds(), _settings.BudgetMilliseconds);
        return _burst.Take(_template, _ledger, true);
    }

    bool TakeAgain() => _ledger.RemainingMilliseconds(_camera.NowMicroseconds()) >= _settings.RetryMilliseconds
        && _burst.Take(_template, _ledger, true);

    bool IsRecognised() => _gallery.Identify(PresentedPalm.Parse(_template)).Palm is not null;
}
