using Pedestal.Hal;
using Pedestal.Matching;
using Pedestal.Pictures;
using Pedestal.Vein;

namespace Pedestal.Samples;

/// <summary>Makes the template of a hand in a picture file as a pedestal makes it of its camera's frame. Not thread-safe.</summary>
sealed class PictureTemplate
{
    // A pedestal's calibration of its own light does not apply to pictures.
    readonly Extractor _extractor = new(null);
    readonly PalmFrame _frame = new();
    readonly byte[] _template = new byte[TemplateFormat.Length];

    /// <summary>The template of the hand in a file.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or shows no palm; the message says which and why.</exception>
    public VeinTemplate Read(string path)
    {
        // Grey levels are the even bytes of a frame; the dark one stays black.
        var picture = CameraPicture.Read(path);
        for (var i = 0; i < picture.Length; i++)
        {
            _frame.Lit[PalmFrame.BytesPerPixel * i] = picture[i];
        }

        var status = _extractor.Extract(_frame.Lit, _frame.Dark, _template);
        return status == ExtractionStatus.Ok && VeinTemplate.TryParse(_template, out var template) == TemplateStatus.Ok ? template!
            : throw new InvalidDataException($"{path} gives no template: {status}.");
    }
}
