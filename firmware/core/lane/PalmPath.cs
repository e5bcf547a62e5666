using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>The way of a palm: guided into range, looked at, asked about, and once more if it was not recognised.</summary>
    public sealed class PalmPath
    {
        /// <summary>Whether the range finder answers.</summary>
        public bool PresenceWorks = true;

        readonly LaneParts _parts;
        readonly LaneSettings _settings;
        readonly CameraCare _camera;
        readonly PalmQuestion _question;
        readonly Presentation _presentation;
        readonly Enrolment _enrolment;
        readonly EnrolmentPath _enrolmentPath;
        readonly Deletion _deletion;
        readonly JustAdmitted _admitted;
        bool _lookedTwice;
        int _unusable;

        /// <summary>Creates one.</summary>
        public PalmPath(LaneParts parts, LaneSettings settings, CameraCare camera, PalmQuestion question,
            Presentation presentation, Enrolment enrolment, EnrolmentPath enrolmentPath, Deletion deletion, JustAdmitted admitted)
        {
            _parts = parts;
            _settings = settings;
            _camera = camera;
            _question = question;
            _presentation = presentation;
            _enrolment = enrolment;
            _enrolmentPath = enrolmentPath;
            _deletion = deletion;
            _admitted = admitted;
        }

        /// <summary>Looks where the hand is, guides it, and begins a presentation once it is in range.</summary>
        public void Watch()
        {
            var now = _parts.Clock.NowMicroseconds();
            var distance = _parts.Presence.ReadMillimetres();
            PresenceWorks = distance != Presence.Failed;
            if (distance < 0)
            {
                _unusable = 0;
                _enrolment.MustLift = false;
                _deletion.MustLift = false;
                if (PresenceWorks)
                {
                    _presentation.Enter(LaneState.Idle, Invitation());
                }
                else
                {
                    _presentation.Enter(LaneState.Fault, Indication.Fault);
                }
            }
            else if (_deletion.MustLift
                || (_settings.Mode == LaneMode.Enrolment && (!_enrolment.IsOpen || _enrolment.IsAwaiting || _enrolment.MustLift)))
            {
                _presentation.Enter(LaneState.Idle, Invitation());
            }
            else if (distance < _settings.NearestMillimetres)
            {
                _presentation.Enter(LaneState.Guiding, Indication.MoveAway);
            }
            else if (distance > _settings.FarthestMillimetres)
            {
                _presentation.Enter(LaneState.Guiding, Indication.ComeCloser);
            }
            else
            {
                _lookedTwice = false;
                _presentation.Begin(now);
                _presentation.Ledger.Charge(Stage.Presence, _parts.Clock.NowMicroseconds() - now);
                Look();
            }
        }

        /// <summary>Acts on the matcher's answer once it is here, or on the budget's end.</summary>
        public void Await()
        {
            switch (_question.Poll(_presentation.Ledger))
            {
                case Answer.Waiting: return;
                case Answer.OutOfTime: GiveUp(OutcomeReason.NoReplyInTime); return;
                case Answer.Unfit: GiveUp(OutcomeReason.BadReply); return;
            }

            var decision = _question.Reply.Decision;
            _question.Close();
            if (_deletion.IsWanted)
            {
                _deletion.Follow(decision);
            }
            else if (_enrolment.IsOpen)
            {
                _enrolmentPath.Follow(decision);
            }
            else if (decision == Decision.NotRecognised && MayLookAgain())
            {
                _lookedTwice = true;
                Look();
            }
            else
            {
                _presentation.Conclude(EntryWay.Palm, decision);
            }
        }

        void Look()
        {
            _presentation.Enter(LaneState.Capturing, Indication.HoldStill);
            if (_question.TakeLook(_presentation.Ledger))
            {
                _unusable = 0;
                Ask();
            }
            else if (_question.Look.Camera != CameraStatus.Ok)
            {
                _camera.Report(_question.Look.Camera);
                GiveUp(OutcomeReason.CameraFailed);
            }
            else if (_lookedTwice)
            {
                // The first look was good and found nobody: that is the answer, or this could go on for ever.
                _presentation.Conclude(EntryWay.Palm, Decision.NotRecognised);
            }
            else if (++_unusable >= _settings.UnusableCaptures)
            {
                _unusable = 0;
                GiveUp(OutcomeReason.CaptureUnusable);
            }
            else
            {
                _presentation.Enter(LaneState.Guiding, Guidance.For(_question.Look.Extraction));
            }
        }

        void Ask()
        {
            var purpose = _deletion.IsWanted ? (IPalmPurpose)_deletion : _enrolment;
            var isSent = _question.Ask(purpose, _presentation.Ledger);
            _presentation.RequestId = _question.RequestId;
            if (_settings.Mode == LaneMode.Entry)
            {
                _admitted.Forget();
            }

            if (isSent)
            {
                _presentation.Enter(LaneState.Matching, Indication.Working);
            }
            else
            {
                GiveUp(OutcomeReason.LinkDown);
            }
        }

        bool MayLookAgain()
        {
            var distance = _parts.Presence.ReadMillimetres();
            return !_lookedTwice && distance >= _settings.NearestMillimetres && distance <= _settings.FarthestMillimetres
                && _presentation.Ledger.RemainingMilliseconds(_parts.Clock.NowMicroseconds())
                    >= _settings.SecondLookMilliseconds;
        }

        void GiveUp(OutcomeReason reason)
        {
            if (_deletion.IsWanted)
            {
                _deletion.GiveUp(reason);
            }
            else if (_enrolment.IsOpen)
            {
                _enrolmentPath.TakeAgain(Decision.None, reason);
            }
            else
            {
                _presentation.GiveUp(EntryWay.Palm, reason);
            }
        }

        Indication Invitation()
        {
            switch (_settings.Mode)
            {
                case LaneMode.Entry: return Indication.Ready;
                case LaneMode.Deletion: return _deletion.Instruction();
                default: return _enrolment.Instruction();
            }
        }
    }
}
