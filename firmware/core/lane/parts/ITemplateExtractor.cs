using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Parts
{
    /// <summary>Turns a frame into a template. Tests replace it to do without pictures.</summary>
    public interface ITemplateExtractor
    {
        /// <summary>Extracts into <see cref="TemplateFormat.Length"/> bytes; only Ok writes them.</summary>
        ExtractionStatus Extract(PalmFrame frame, byte[] template);
    }

    /// <summary>The vein extraction.</summary>
    public class VeinExtractor : ITemplateExtractor
    {
        readonly Extractor _extractor = new Extractor();

        /// <summary>The extractor itself, for its intermediate pictures.</summary>
        public Extractor Extractor
        {
            get { return _extractor; }
        }

        /// <inheritdoc/>
        public virtual ExtractionStatus Extract(PalmFrame frame, byte[] template)
        {
            var status = _extractor.Extract(frame.Lit, frame.Dark, template);

            // The intermediate data shows a palm, and must not stay in memory.
            _extractor.Wipe();
            return status;
        }
    }
}
