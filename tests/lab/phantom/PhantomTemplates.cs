using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Phantom.Tests;

/// <summary>Templates of synthetic hands.</summary>
static class PhantomTemplates
{
    /// <summary>The templates of the first captures that yield one.</summary>
    public static VeinTemplate[] Of(PhantomHand hand, int count)
    {
        var templates = new List<VeinTemplate>();
        for (var sample = 0; templates.Count < count; sample++)
        {
            if (Extract(PhantomRenderer.Render(hand, sample)).Template is { } template)
            {
                templates.Add(template);
            }
        }

        return [.. templates];
    }

    /// <summary>What the device makes of a picture, and of a second one without the pedestal's light.</summary>
    public static (ExtractionStatus Status, VeinTemplate? Template) Extract(byte[] lit, byte[]? dark = null)
    {
        var bytes = new byte[TemplateFormat.Length];
        var status = new Extractor().Extract(Frame(lit), Frame(dark ?? new byte[lit.Length]), bytes);
        if (status != ExtractionStatus.Ok)
        {
            return (status, null);
        }

        Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
        return (status, template);
    }

    static byte[] Frame(byte[] picture)
    {
        var frame = new byte[2 * picture.Length];
        for (var i = 0; i < picture.Length; i++)
        {
            frame[2 * i] = picture[i];
        }

        return frame;
    }
}
