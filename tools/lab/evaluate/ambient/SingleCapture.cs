using Pedestal.Matching;
using Pedestal.Phantom;
using Pedestal.Vein;
using Pedestal.Vein.Quality;

namespace Pedestal.Evaluate;

/// <summary>The device's extraction and its check for a living hand on one capture. Like the extractor it is not thread-safe.</summary>
sealed class SingleCapture(LightCalibration? light)
{
    const int Length = Parameters.FrameStride * Parameters.FrameSide;
    readonly Extractor _extractor = new(light);
    readonly byte[] _lit = new byte[Length];
    readonly byte[] _left = new byte[Length];
    readonly byte[] _dark = new byte[Length];
    readonly byte[] _template = new byte[TemplateFormat.Length];

    /// <summary>Runs on a capture; the template is null unless the status is Ok.</summary>
    public (ExtractionStatus Status, VeinTemplate? Template) Run(CaptureFrames frames)
    {
        Frames.Fill(_lit, frames.Lit);
        Frames.Fill(_dark, frames.Dark);
        var status = _extractor.Extract(_lit, _dark, (int)Math.Round(frames.LedLight * Parameters.UsualLight64), _template);
        if (status == ExtractionStatus.Ok)
        {
            Frames.Fill(_left, frames.Left);
            status = _extractor.CheckLiveness(_lit, _left, _dark);
        }

        VeinTemplate? template = null;
        if (status == ExtractionStatus.Ok)
        {
            VeinTemplate.TryParse(_template, out template);
        }

        return (status, template);
    }
}
