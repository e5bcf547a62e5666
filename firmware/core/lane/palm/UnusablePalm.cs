using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Purposes;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Palm
{
    /// <summary>
    /// What follows captures without a template, or a film without a pulse: a hint to the guest, or the end of the attempt after too many.
    /// </summary>
    public sealed class UnusablePalm
    {
        readonly LaneSettings _settings;
        readonly CameraCare _camera;
        readonly Attempt _attempt;
        readonly Purpose _purpose;
        int _captures;

        /// <summary>Starts without such captures.</summary>
        public UnusablePalm(LaneSettings settings, CameraCare camera, Attempt attempt, Purpose purpose)
        {
            _settings = settings;
            _camera = camera;
            _attempt = attempt;
            _purpose = purpose;
        }

        /// <summary>The palm is usable, or gone.</summary>
        public void Forget()
        {
            _captures = 0;
        }

        /// <summary>Acts on the last capture, whose palm was captured for a second request or not.</summary>
        public void Follow(bool isRetry)
        {
            _attempt.Capture.Wipe();
            var reason = _attempt.Capture.Extraction;
            if (_attempt.Capture.Camera != CameraStatus.Ok)
            {
                _camera.Report(_attempt.Capture.Camera);
                _purpose.GiveUpPalm(OutcomeReason.CameraFailed);
            }
            else if (isRetry)
            {
                // The first capture was good and was not recognised: that is the decision, or this would not end.
                _purpose.FollowMatcher(Decision.NotRecognised);
            }
            else if (IsFake(reason) || reason == ExtractionStatus.NoPulse || ++_captures >= _settings.UnusableCaptures)
            {
                _captures = 0;
                _purpose.GiveUpPalm(reason == ExtractionStatus.TooBrightHere ? OutcomeReason.TooBrightHere
                    : reason == ExtractionStatus.NoPulse ? OutcomeReason.NoPulse
                    : OutcomeReason.CaptureUnusable);
            }
            else
            {
                _attempt.Display.Enter(LaneState.Guiding, Guidance.For(reason));
            }
        }

        /// <summary>Whoever shows a fake gets no further try with it; a guest who is taken for one has a ticket.</summary>
        public static bool IsFake(ExtractionStatus status)
        {
            return status == ExtractionStatus.FlatSurface || status == ExtractionStatus.NoVeins;
        }
    }
}
