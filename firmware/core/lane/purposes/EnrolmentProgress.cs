using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Purposes
{
    /// <summary>The state of an enrolment: its link code, the next sample, and whether the guest has gone.</summary>
    sealed class EnrolmentProgress
    {
        /// <summary>Whether a ticket has opened an enrolment.</summary>
        internal bool IsOpen;

        /// <summary>Whether the ticket's account still has to confirm it; no palm is captured before that.</summary>
        internal bool IsAwaiting;

        /// <summary>Whether the matcher still has to say that palms may be captured; none is before that.</summary>
        internal bool IsUnagreed;

        /// <summary>Whether the palm must be lifted before the next sample.</summary>
        internal bool MustLift;

        /// <summary>Whether the guest shows nothing more, and the matcher is told so.</summary>
        internal bool IsEnding;

        readonly LaneSettings _settings;
        readonly byte[] _link = new byte[MatchRequest.LinkLength];
        int _sample;
        int _rejections;
        int _withoutPulse;
        long _lastProgress;
        long _asked;
        bool _hasAsked;
        bool _mustAgree;

        /// <summary>Creates it without an open enrolment.</summary>
        internal EnrolmentProgress(LaneSettings settings)
        {
            _settings = settings;
        }

        /// <summary>Starts with the first sample under ticketing's link code, after a confirmation if required.</summary>
        internal void Open(byte[] link, bool isAwaiting, long nowMicroseconds)
        {
            System.Array.Copy(link, 0, _link, 0, _link.Length);
            IsOpen = true;
            IsAwaiting = isAwaiting;
            IsUnagreed = true;
            _hasAsked = false;
            _mustAgree = false;
            _asked = nowMicroseconds;
            IsEnding = false;
            MustLift = false;
            _sample = 0;
            _rejections = 0;
            _withoutPulse = 0;
            _lastProgress = nowMicroseconds;
        }

        /// <summary>Whether the next poll for the account's confirmation is due; if so, it counts as sent.</summary>
        internal bool IsTimeToAsk(long nowMicroseconds)
        {
            if (!IsAwaiting || nowMicroseconds - _asked < _settings.ConfirmationPollMilliseconds * 1000L)
            {
                return false;
            }

            _asked = nowMicroseconds;
            return true;
        }

        /// <summary>The account has confirmed: continues with the consent, or the first sample.</summary>
        internal void Confirm(long nowMicroseconds)
        {
            IsAwaiting = false;
            _lastProgress = nowMicroseconds;
        }

        /// <summary>Whether the next question for the guest's consent is due, the first at once; if so, it counts as sent.</summary>
        internal bool IsTimeToAskForConsent(long nowMicroseconds)
        {
            if (!IsOpen || IsAwaiting || !IsUnagreed || IsEnding
                || (_hasAsked && nowMicroseconds - _asked < _settings.ConfirmationPollMilliseconds * 1000L))
            {
                return false;
            }

            _hasAsked = true;
            _asked = nowMicroseconds;
            return true;
        }

        /// <summary>
        /// The guest has not agreed at the booth's screen, and is told to; after a sample too, if the matcher has learnt of a screen since.
        /// </summary>
        internal void AwaitConsent()
        {
            IsUnagreed = true;
            _mustAgree = true;
        }

        /// <summary>The guest has agreed, or hovers a palm to do so: continues with the first sample.</summary>
        internal void Agree(long nowMicroseconds)
        {
            IsUnagreed = false;
            _lastProgress = nowMicroseconds;
        }

        /// <summary>The link code.</summary>
        internal byte[] Link
        {
            get { return _link; }
        }

        /// <summary>Fills in the request for the next sample, or for the end.</summary>
        internal void Describe(MatchRequest request)
        {
            DescribeFirst(request);
            request.Side = IsEnding ? PalmSide.Unknown : Side();
            request.Sample = IsEnding ? request.SampleCount : (byte)_sample;
            if (IsUnagreed)
            {
                request.Purpose = MatchPurpose.OpenEnrolment;
                request.Side = PalmSide.Unknown;
                request.Sample = 0;
            }

            System.Array.Copy(_link, 0, request.Link, 0, _link.Length);
        }

        /// <summary>Fills in the request for the first sample when no enrolment is open.</summary>
        internal void DescribeFirst(MatchRequest request)
        {
            request.Purpose = MatchPurpose.Enrol;
            request.Side = PalmSide.Left;
            request.SampleCount = (byte)(2 * _settings.EnrolmentSamplesPerPalm);
        }

        /// <summary>The palm of the next sample: all left ones first.</summary>
        internal PalmSide Side()
        {
            return _sample < _settings.EnrolmentSamplesPerPalm ? PalmSide.Left : PalmSide.Right;
        }

        /// <summary>What the guest is told to do now.</summary>
        internal Indication Instruction()
        {
            if (!IsOpen)
            {
                return Indication.ScanTicket;
            }

            if (IsAwaiting || IsUnagreed)
            {
                return IsAwaiting || _mustAgree ? Indication.ConfirmEnrolment : Indication.Working;
            }

            if (MustLift)
            {
                return Indication.LiftPalm;
            }

            return Side() == PalmSide.Left ? Indication.ShowLeftPalm : Indication.ShowRightPalm;
        }

        /// <summary>Records that the sample was accepted.</summary>
        internal void Accept(long nowMicroseconds)
        {
            _sample++;
            MustLift = true;
            _lastProgress = nowMicroseconds;
        }

        /// <summary>
        /// Continues with the second palm, because the first is enrolled already; false if the second has begun.
        /// </summary>
        internal bool SkipToSecondPalm(long nowMicroseconds)
        {
            if (HasFirstPalm)
            {
                return false;
            }

            _sample = _settings.EnrolmentSamplesPerPalm;
            MustLift = true;
            _lastProgress = nowMicroseconds;
            return true;
        }

        /// <summary>Whether all samples of the first palm are taken, so that the guest may stop here.</summary>
        internal bool HasFirstPalm
        {
            get { return _sample >= _settings.EnrolmentSamplesPerPalm; }
        }

        /// <summary>
        /// Whether the next sample needs a pulse: the first of each palm, with which the others are compared.
        /// </summary>
        internal bool WantsPulse
        {
            get { return _settings.NeedsPulse && IsOpen && _sample % _settings.EnrolmentSamplesPerPalm == 0; }
        }

        /// <summary>Records that the palm had no pulse; false if that was once too often.</summary>
        internal bool MissPulse(long nowMicroseconds)
        {
            _withoutPulse++;
            MustLift = true;
            _lastProgress = nowMicroseconds;
            return _withoutPulse < _settings.PulseTries;
        }

        /// <summary>Records that the sample was rejected; false if that was once too often.</summary>
        internal bool Reject(long nowMicroseconds)
        {
            _rejections++;
            MustLift = true;
            _lastProgress = nowMicroseconds;
            return _rejections <= _settings.EnrolmentRejections;
        }

        /// <summary>Whether nothing has happened for too long.</summary>
        internal bool IsAbandoned(long nowMicroseconds)
        {
            var patience = IsAwaiting ? _settings.ConfirmationTimeoutMilliseconds
                : IsUnagreed && _mustAgree ? _settings.ConsentTimeoutMilliseconds
                : _settings.EnrolmentTimeoutMilliseconds;
            return IsOpen && nowMicroseconds - _lastProgress >= patience * 1000L;
        }

        /// <summary>Whom an abandoned enrolment waited for: account or guest to agree, the matcher, or the guest's palm.</summary>
        internal OutcomeReason ReasonOfAbandonment()
        {
            return IsAwaiting || (IsUnagreed && _mustAgree) ? OutcomeReason.NotConfirmed
                : IsUnagreed ? OutcomeReason.NoReplyInTime
                : OutcomeReason.Abandoned;
        }

        /// <summary>Ends it and wipes the link code.</summary>
        internal void Close()
        {
            IsOpen = false;
            IsAwaiting = false;
            IsUnagreed = false;
            IsEnding = false;
            MustLift = false;
            System.Array.Clear(_link, 0, _link.Length);
        }
    }
}
