using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Parts
{
    /// <summary>Turns a frame into a template. Tests replace it to do without pictures.</summary>
    public interface ITemplateExtractor
    {
        /// <summary>Extracts into <see cref="TemplateFormat.Length"/> bytes; only Ok writes them.</summary>
        ExtractionStatus Extract(PalmFrame frame, byte[] template);

        /// <summary>Rows of the frame under the left bank that <see cref="CheckLiveness"/> needs after a successful extraction.</summary>
        int LivenessRows { get; }

        /// <summary>
        /// Whether the frame extracted last, now with its picture under the left bank, shows a living hand: Ok, or the reason against
        /// it.
        /// </summary>
        ExtractionStatus CheckLiveness(PalmFrame frame);

        /// <summary>Wipes all that is left of the palm.</summary>
        void Wipe();
    }

    /// <summary>The vein extraction.</summary>
    public class VeinExtractor : ITemplateExtractor
    {
        readonly Extractor _extractor;

        /// <summary>An extraction for the pedestal's own camera and light.</summary>
        public VeinExtractor()
            : this(new Extractor())
        {
        }

        /// <summary>An extraction for another light.</summary>
        public VeinExtractor(Extractor extractor)
        {
            _extractor = extractor;
        }

        /// <summary>The extractor itself, for its intermediate pictures.</summary>
        public Extractor Extractor
        {
            get { return _extractor; }
        }

        /// <inheritdoc/>
        public virtual ExtractionStatus Extract(PalmFrame frame, byte[] template)
        {
            return _extractor.Extract(frame.Lit, frame.Dark, frame.Light64, template);
        }

        /// <inheritdoc/>
        public int LivenessRows
        {
            get { return _extractor.LivenessRows; }
        }

        /// <inheritdoc/>
        public virtual ExtractionStatus CheckLiveness(PalmFrame frame)
        {
            return _extractor.CheckLiveness(frame.Lit, frame.Left, frame.Dark);
        }

        /// <inheritdoc/>
        public void Wipe()
        {
            _extractor.Wipe();
        }
    }
}
