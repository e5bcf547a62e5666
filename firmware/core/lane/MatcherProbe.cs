using Pedestal.Protocol;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>
    /// A question to the matcher that no palm is behind: an empty template, which it refuses without looking for anybody. Any
    /// authentic answer shows that network, broker, keys and matcher work together. For when the lane serves nobody.
    /// </summary>
    public sealed class MatcherProbe : IPalmPurpose
    {
        readonly PalmQuestion _question;
        readonly LaneSettings _settings;
        readonly IClock _clock;
        readonly LatencyLedger _ledger = new LatencyLedger();
        ulong _id;

        /// <summary>Asks by way of the lane's own question, whose counter it shares.</summary>
        public MatcherProbe(LaneParts parts, LaneSettings settings, PalmQuestion question)
        {
            _question = question;
            _settings = settings;
            _clock = parts.Clock;
        }

        /// <summary>Whether a guest has come and taken the question over.</summary>
        public bool IsOvertaken
        {
            get { return _question.RequestId != _id; }
        }

        /// <summary>From asking to the end, microseconds.</summary>
        public long Microseconds
        {
            get { return _ledger.TotalMicroseconds(); }
        }

        /// <summary>What the matcher decided; valid after <see cref="Answer.Here"/>.</summary>
        public Decision Decision { get; private set; }

        /// <summary>Asks; false when the link takes nothing.</summary>
        public bool Begin()
        {
            _ledger.Begin(_clock.NowMicroseconds(), _settings.BudgetMilliseconds);
            var sent = _question.Ask(this, _ledger);
            _id = _question.RequestId;
            return sent;
        }

        /// <summary>Asks for what the pedestal is for, so that a key without that role shows.</summary>
        public void Describe(MatchRequest request)
        {
            if (_settings.Mode == LaneMode.Enrolment)
            {
                request.Purpose = MatchPurpose.Enrol;
                request.Side = PalmSide.Left;
                request.SampleCount = (byte)(2 * _settings.EnrolmentSamplesPerPalm);
            }
            else if (_settings.Mode == LaneMode.Deletion)
            {
                request.Purpose = MatchPurpose.Delete;
                request.SampleCount = Deletion.Looks;
            }
        }

        /// <summary>Looks for the answer; to be called until it is not Waiting, unless it is overtaken.</summary>
        public Answer Poll()
        {
            var answer = _question.Poll(_ledger);
            if (answer != Answer.Waiting)
            {
                _ledger.Close(_clock.NowMicroseconds());
                Decision = _question.Reply.Decision;
                _question.Close();
            }

            return answer;
        }
    }
}
