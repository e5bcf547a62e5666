using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Purposes;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Palm
{
    /// <summary>
    /// Handles a palm: guides it into range, captures it, sends a request, and captures it once more if it was not recognised.
    /// </summary>
    public sealed class PalmPath
    {
        /// <summary>Whether the range finder replies.</summary>
        public bool PresenceWorks = true;

        readonly LaneSettings _settings;
        readonly IClock _clock;
        readonly IPresenceSensor _presence;
        readonly CameraCare _camera;
        readonly CaptureBurst _burst;
        readonly PulseFilm _pulse;
        readonly UnusablePalm _unusable;
        readonly MatcherRequest _request;
        readonly Attempt _attempt;
        readonly GuestDisplay _display;
        readonly Purpose _purpose;
        readonly byte[] _template = new byte[TemplateFormat.Length];
        bool _isRetry;

        /// <summary>Handles palms for a purpose.</summary>
        public PalmPath(LaneParts parts, LaneSettings settings, CameraCare camera, MatcherRequest request, Attempt attempt,
            Purpose purpose)
        {
            _settings = settings;
            _clock = parts.Clock;
            _presence = parts.Presence;
            _camera = camera;
            _burst = new CaptureBurst(parts.Clock, settings, attempt.Capture);
            _pulse = new PulseFilm(parts);
            _unusable = new UnusablePalm(settings, camera, attempt, purpose);
            _request = request;
            _attempt = attempt;
            _display = attempt.Display;
            _purpose = purpose;
        }

        /// <summary>Locates the hand, guides it, and starts an attempt once it is in range; or goes on filming it.</summary>
        public void Watch()
        {
            if (_pulse.IsRunning && _purpose.WantsPulse)
            {
                Film();
                return;
            }

            _pulse.Forget();
            var now = _clock.NowMicroseconds();
            var distance = _presence.ReadMillimetres();
            PresenceWorks = distance != Presence.Failed;
            if (_purpose.TakesPalms && IsInRange(distance))
            {
                if (_purpose.Recorder != null)
                {
                    Record();
                    return;
                }

                _isRetry = false;
                _attempt.Begin(now);
                _attempt.Ledger.Charge(Stage.Presence, _clock.NowMicroseconds() - now);
                Capture();
                return;
            }

            _camera.Prepare();
            if (distance < 0)
            {
                AwaitHand();
            }
            else if (!_purpose.TakesPalms)
            {
                _display.Enter(LaneState.Idle, _purpose.Invitation);
            }
            else
            {
                _display.Enter(LaneState.Guiding,
                    distance < _settings.NearestMillimetres ? Indication.MoveAway : Indication.ComeCloser);
            }
        }

        /// <summary>Ends the film of a palm, because a code was scanned.</summary>
        public void EndFilm()
        {
            _pulse.Forget();
        }

        /// <summary>Acts on the matcher's reply when it is here, or on the end of the budget.</summary>
        public void Await()
        {
            switch (_request.Poll(_attempt.Ledger))
            {
                case RequestState.Waiting: _attempt.Capture.TendExposure(); return;
                case RequestState.OutOfTime: _purpose.GiveUpPalm(OutcomeReason.NoReplyInTime); return;
                case RequestState.Unfit: _purpose.GiveUpPalm(OutcomeReason.BadReply); return;
            }

            _request.Close();
            if (_purpose.Retries(_request.Decision) && MayRetry())
            {
                _isRetry = true;
                Capture();
            }
            else
            {
                _purpose.FollowMatcher(_request.Decision);
            }
        }

        void AwaitHand()
        {
            _unusable.Forget();
            _pulse.Forget();
            _purpose.HandGone();
            if (PresenceWorks)
            {
                _display.Enter(LaneState.Idle, _purpose.Invitation);
            }
            else
            {
                _display.Enter(LaneState.Fault, Indication.Fault);
            }
        }

        /// <summary>Takes the palm's pictures for an evaluation; no template is made and no request is sent.</summary>
        void Record()
        {
            _display.Enter(LaneState.Capturing, Indication.HoldStill);
            _camera.Record(_purpose.Recorder);
            _purpose.PicturesTaken();
            _display.Enter(LaneState.Idle, _purpose.Invitation);
        }

        void Capture()
        {
            _display.Enter(LaneState.Capturing, Indication.HoldStill);
            if (!_burst.Take(_template, _attempt.Ledger, !_pulse.IsFound))
            {
                Refuse();
            }
            else if (_purpose.WantsPulse && !_pulse.IsFound)
            {
                _pulse.Begin(_template);
                System.Array.Clear(_template, 0, _template.Length);
            }
            else
            {
                _unusable.Forget();
                Ask();
            }
        }

        /// <summary>The range finder would light the pictures: that the hand is gone shows in them.</summary>
        void Film()
        {
            if (_pulse.GoOn(_attempt.Capture))
            {
                return;
            }

            if (_pulse.IsFound)
            {
                // The film takes longer than a request may; from now on the time counts.
                _attempt.Begin(_clock.NowMicroseconds());
                Capture();
            }
            else
            {
                Refuse();
            }
        }

        /// <summary>There is no template, or no pulse.</summary>
        void Refuse()
        {
            _pulse.Forget();
            _unusable.Follow(_isRetry);
        }

        void Ask()
        {
            _pulse.Forget();
            var isSent = _request.Send(_purpose, _template, _attempt.Ledger);
            _attempt.Ask(_request.RequestId, isSent);
            _purpose.PalmAsked();
            if (isSent)
            {
                _display.Enter(LaneState.Matching, Indication.Working);
            }
            else
            {
                _purpose.GiveUpPalm(OutcomeReason.LinkDown);
            }
        }

        bool IsInRange(int distance)
        {
            return distance >= _settings.NearestMillimetres && distance <= _settings.FarthestMillimetres;
        }

        /// <summary>Whether the hand is still there shows the capture; the range finder would light the picture exposed for it.</summary>
        bool MayRetry()
        {
            return !_isRetry
                && _attempt.Ledger.RemainingMilliseconds(_clock.NowMicroseconds()) >= _settings.RetryMilliseconds;
        }
    }
}
