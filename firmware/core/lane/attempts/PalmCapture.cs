using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>Captures the palm and extracts its template, charging both to the ledger; the frame is wiped at once.</summary>
    public sealed class PalmCapture
    {
        /// <summary>The camera's status of the last capture.</summary>
        public CameraStatus Camera;

        /// <summary>The extraction's status of the last capture; valid when the camera's is Ok.</summary>
        public ExtractionStatus Extraction;

        readonly IPalmCamera _camera;
        readonly ITemplateExtractor _extractor;
        readonly IClock _clock;
        readonly PalmFrame _frame = new PalmFrame();

        /// <summary>Creates it with a frame of its own.</summary>
        public PalmCapture(LaneParts parts)
        {
            _camera = parts.Camera;
            _extractor = parts.Extractor;
            _clock = parts.Clock;
        }

        /// <summary>Captures; true if the template is written.</summary>
        public bool Take(byte[] template, LatencyLedger ledger)
        {
            var start = _clock.NowMicroseconds();
            Extraction = ExtractionStatus.NoHand;
            Camera = _camera.Capture(_frame);
            var captured = _clock.NowMicroseconds();
            ledger.Charge(Stage.Capture, captured - start);
            if (Camera == CameraStatus.Ok)
            {
                // For a second look: the camera exposes while the first is extracted.
                _camera.Prepare();
                Extraction = _extractor.Extract(_frame, template);
            }

            System.Array.Clear(_frame.Lit, 0, PalmFrame.Length);
            System.Array.Clear(_frame.Dark, 0, PalmFrame.Length);
            ledger.Charge(Stage.Extract, _clock.NowMicroseconds() - captured);
            return Camera == CameraStatus.Ok && Extraction == ExtractionStatus.Ok;
        }
    }
}
