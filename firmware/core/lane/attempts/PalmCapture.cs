using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>
    /// Captures the palm and extracts its template, charging both to the ledger. The lit frame is wiped at once; the dark one, which
    /// further captures of the attempt may use too, when the attempt ends.
    /// </summary>
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
            Camera = _camera.Capture(_frame, true);
            var captured = _clock.NowMicroseconds();
            ledger.Charge(Stage.Capture, captured - start);
            if (Camera == CameraStatus.Ok)
            {
                // Meanwhile the camera exposes the next one.
                Extraction = _extractor.Extract(_frame, template);
                _camera.EndExposure();
            }

            System.Array.Clear(_frame.Lit, 0, PalmFrame.Length);
            ledger.Charge(Stage.Extract, _clock.NowMicroseconds() - captured);
            return Camera == CameraStatus.Ok && Extraction == ExtractionStatus.Ok;
        }

        /// <summary>The attempt is over: nothing of the palm stays, here or in the camera.</summary>
        public void Wipe()
        {
            System.Array.Clear(_frame.Lit, 0, PalmFrame.Length);
            System.Array.Clear(_frame.Dark, 0, PalmFrame.Length);
            _camera.Prepare();
        }
    }
}
