using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>
    /// Captures the palm, extracts its template and tells whether the hand is alive, charging all to the ledger. The lit frames are
    /// wiped at once, the dark one when the attempt ends.
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

        /// <summary>Captures; true if the template is written and, where that is to be checked, the hand is alive.</summary>
        public bool Take(byte[] template, LatencyLedger ledger, bool checksLiveness)
        {
            var start = _clock.NowMicroseconds();
            Extraction = ExtractionStatus.NoHand;
            Camera = _camera.Capture(_frame, checksLiveness);
            start = Charge(ledger, Stage.Capture, start);
            if (Camera == CameraStatus.Ok)
            {
                // Meanwhile the camera exposes the picture under the left bank of LEDs.
                Extraction = _extractor.Extract(_frame, template);
                start = Charge(ledger, Stage.Extract, start);
                if (checksLiveness)
                {
                    CheckLiveness(ledger, start);
                }
            }

            Forget();
            return Camera == CameraStatus.Ok && Extraction == ExtractionStatus.Ok;
        }

        /// <summary>The attempt is over: nothing of the palm stays, here or in the camera.</summary>
        public void Wipe()
        {
            Forget();
            System.Array.Clear(_frame.Dark, 0, PalmFrame.Length);
            _camera.Prepare();
        }

        void CheckLiveness(LatencyLedger ledger, long start)
        {
            if (Extraction != ExtractionStatus.Ok)
            {
                _camera.EndExposure();
                return;
            }

            Camera = _camera.CaptureLeft(_frame, _extractor.LivenessRows);
            start = Charge(ledger, Stage.Capture, start);
            if (Camera == CameraStatus.Ok)
            {
                Extraction = _extractor.CheckLiveness(_frame);
                Charge(ledger, Stage.Extract, start);
            }
        }

        void Forget()
        {
            System.Array.Clear(_frame.Lit, 0, PalmFrame.Length);
            System.Array.Clear(_frame.Left, 0, PalmFrame.Length);
            _extractor.Wipe();
        }

        /// <summary>Charges the time since a start, and returns the present one.</summary>
        long Charge(LatencyLedger ledger, Stage stage, long start)
        {
            var now = _clock.NowMicroseconds();
            ledger.Charge(stage, now - start);
            return now;
        }
    }
}
