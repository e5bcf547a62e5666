using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Vein;
using Pedestal.Vein.Liveness;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>
    /// Captures the palm, extracts its template and tells whether the hand is alive, charging all to the ledger. What was found alive
    /// and has not moved since is not checked again. The lit frames are wiped at once, the dark one when the attempt ends.
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
        readonly LivingPalm _living;

        /// <summary>Creates it with a frame of its own.</summary>
        public PalmCapture(LaneParts parts, LaneSettings settings)
        {
            _living = new LivingPalm(settings.StillPixels);
            _camera = parts.Camera;
            _extractor = parts.Extractor;
            _clock = parts.Clock;
        }

        /// <summary>
        /// Captures; true if the template is written and the hand is alive. One that has moved since the last capture is checked again
        /// where it may move, and refused as <see cref="ExtractionStatus.Moving"/> where it may not.
        /// </summary>
        public bool Take(byte[] template, LatencyLedger ledger, bool mayMove)
        {
            var start = _clock.NowMicroseconds();
            Extraction = ExtractionStatus.NoHand;
            Camera = _camera.Capture(_frame, _living.IsKnown ? NextPicture.Both : NextPicture.Left);
            start = Charge(ledger, Stage.Capture, start);
            if (Camera == CameraStatus.Ok)
            {
                // Meanwhile the camera exposes the picture under the left bank of LEDs, or that of another capture.
                Extraction = _extractor.Extract(_frame, template);
                start = Charge(ledger, Stage.Extract, start);
                Judge(template, ledger, mayMove, start);
            }

            Forget();
            return Camera == CameraStatus.Ok && Extraction == ExtractionStatus.Ok;
        }

        /// <summary>
        /// Takes one more picture of the palm captured last, for its pulse, and wipes it; false if the camera failed. The next one is
        /// exposed at once.
        /// </summary>
        public bool Film(PulseMeter meter)
        {
            Camera = _camera.Capture(_frame, NextPicture.Both);
            if (Camera == CameraStatus.Ok)
            {
                meter.Add(_frame.Lit, (int)(_clock.NowMicroseconds() / 1000));
            }

            System.Array.Clear(_frame.Lit, 0, PalmFrame.Length);
            return Camera == CameraStatus.Ok;
        }

        /// <summary>To be called while a request is awaited: meanwhile the camera exposes a picture for another capture.</summary>
        public void TendExposure()
        {
            _camera.TendExposure();
        }

        /// <summary>The attempt is over: nothing of the palm stays, here or in the camera.</summary>
        public void Wipe()
        {
            Forget();
            _living.Forget();
            System.Array.Clear(_frame.Dark, 0, PalmFrame.Length);
            _camera.Prepare();
        }

        void Judge(byte[] template, LatencyLedger ledger, bool mayMove, long start)
        {
            if (Extraction == ExtractionStatus.Ok && !(_living.IsKnown && _living.IsStill(template)))
            {
                if (_living.IsKnown && !mayMove)
                {
                    Extraction = ExtractionStatus.Moving;
                }
                else
                {
                    CheckLiveness(ledger, start);
                }
            }

            if (Camera == CameraStatus.Ok && Extraction == ExtractionStatus.Ok)
            {
                _living.See(template);
                _camera.TendExposure();
            }
            else
            {
                _camera.EndExposure();
            }
        }

        void CheckLiveness(LatencyLedger ledger, long start)
        {
            Camera = _camera.CaptureLeft(_frame, _extractor.LivenessRows, true);
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
