using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Parts
{
    /// <summary>Turns a frame into a template; the seam that lets tests do without pictures.</summary>
    public interface ITemplateExtractor
    {
        /// <summary>Extracts into <see cref="TemplateFormat.Length"/> bytes; only Ok writes them.</summary>
        ExtractionStatus Extract(PalmFrame frame, byte[] template);
    }

    /// <summary>The vein extraction.</summary>
    public class VeinExtractor : ITemplateExtractor
    {
        readonly Extractor _extractor = new Extractor();

        /// <summary>The extractor itself, for its intermediate images.</summary>
        public Extractor Extractor
        {
            get { return _extractor; }
        }

        /// <inheritdoc/>
        public virtual ExtractionStatus Extract(PalmFrame frame, byte[] template)
        {
            var status = _extractor.Extract(frame.Lit, frame.Dark, template);

            // Nobody sees what lies between frame and template, and whoever reads the memory must not find it.
            _extractor.Wipe();
            return status;
        }
    }
}
