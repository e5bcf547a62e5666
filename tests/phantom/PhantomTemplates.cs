using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Phantom.Tests;

/// <summary>Templates of synthetic hands.</summary>
static class PhantomTemplates
{
    /// <summary>The first so many captures that give one.</summary>
    public static VeinTemplate[] Of(PhantomHand hand, int count)
    {
        var extractor = new Extractor();
        var templates = new List<VeinTemplate>();
        for (var sample = 0; templates.Count < count; sample++)
        {
            var picture = PhantomRenderer.Render(hand, sample);
            var lit = new byte[2 * picture.Length];
            for (var i = 0; i < picture.Length; i++)
            {
                lit[2 * i] = picture[i];
            }

            var bytes = new byte[TemplateFormat.Length];
            if (extractor.Extract(lit, new byte[lit.Length], bytes) == ExtractionStatus.Ok)
            {
                Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
                templates.Add(template!);
            }
        }

        return [.. templates];
    }
}
