using System.Diagnostics;
using Pedestal.Capture.Store;
using Pedestal.Matching;
using Pedestal.Pictures;
using Pedestal.Vein;
using Pedestal.Vein.Quality;

namespace Pedestal.Evaluate;

/// <summary>The result of extracting a sample.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Template">Its template; null when there is none.</param>
/// <param name="Reason">Why there is no template; empty if there is one.</param>
/// <param name="Detail">Details about an unreadable picture.</param>
/// <param name="Time">Time in the device code; zero when it did not run.</param>
sealed record ExtractedSample(
    PalmSample Sample, VeinTemplate? Template, string Reason, string Detail, TimeSpan Time)
{
    /// <summary>What the check for a living hand says of the capture; null where there is no picture under the left bank, or no template.</summary>
    public ExtractionStatus? Liveness { get; init; }
}

/// <summary>Runs the device's extraction on pictures. Like the extractor it is not thread-safe.</summary>
sealed class DeviceExtraction(SampleKind kind, LightCalibration? light)
{
    /// <summary>The reason for a sample whose file could not be read.</summary>
    public const string Unreadable = "Unreadable";

    const int FrameSide = Parameters.FrameSide;
    const int UsualLight64 = 64;
    static readonly byte[] NoLight = new byte[FrameSide * FrameSide];
    readonly Extractor _extractor = new(light);
    readonly byte[] _lit = new byte[Parameters.FrameStride * FrameSide];
    readonly byte[] _dark = new byte[Parameters.FrameStride * FrameSide];
    readonly byte[] _left = new byte[Parameters.FrameStride * FrameSide];
    readonly byte[] _template = new byte[TemplateFormat.Length];

    public ExtractedSample Run(PalmSample sample) => sample.ReadCapture is { } read ? RunCapture(sample, read) : RunPicture(sample);

    /// <summary>The template's bytes for a lit picture of the camera's size; null if there is none.</summary>
    public byte[]? Bytes(byte[] lit) => Extract(lit, NoLight, UsualLight64) == ExtractionStatus.Ok ? (byte[])_template.Clone() : null;

    ExtractedSample RunPicture(PalmSample sample)
    {
        byte[] picture;
        try
        {
            var image = sample.Read();
            picture = kind == SampleKind.Roi
                ? AreaResampler.Whole(image, Parameters.RegionSide)
                : AreaResampler.MiddleSquare(image, FrameSide);
        }
        catch (InvalidDataException error)
        {
            return new ExtractedSample(sample, null, Unreadable, error.Message, TimeSpan.Zero);
        }

        var start = Stopwatch.GetTimestamp();
        var status = kind == SampleKind.Roi
            ? _extractor.EncodeRegion(picture, _template)
            : Extract(picture, NoLight, UsualLight64);
        return Result(sample, status, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>As the pedestal does it: with the dark picture, and with the check for a living hand after it.</summary>
    ExtractedSample RunCapture(PalmSample sample, Func<CapturedPalm> read)
    {
        CapturedPalm palm;
        try
        {
            palm = read();
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return new ExtractedSample(sample, null, Unreadable, error.Message, TimeSpan.Zero);
        }

        var start = Stopwatch.GetTimestamp();
        var status = Extract(palm.Lit, palm.Dark, palm.Light64);
        var result = Result(sample, status, Stopwatch.GetElapsedTime(start));
        if (status != ExtractionStatus.Ok)
        {
            return result;
        }

        Frames.Fill(_left, palm.Left);
        return result with { Liveness = _extractor.CheckLiveness(_lit, _left, _dark) };
    }

    ExtractedSample Result(PalmSample sample, ExtractionStatus status, TimeSpan time)
    {
        if (status != ExtractionStatus.Ok)
        {
            return new ExtractedSample(sample, null, status.ToString(), "", time);
        }

        var parsed = VeinTemplate.TryParse(_template, out var template);
        return new ExtractedSample(sample, template, template is null ? parsed.ToString() : "", "", time);
    }

    ExtractionStatus Extract(byte[] lit, byte[] dark, int light64)
    {
        Frames.Fill(_lit, lit);
        Frames.Fill(_dark, dark);
        return _extractor.Extract(_lit, _dark, light64, _template);
    }
}
