using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// A question to ticketing about a code that no ticket has. Any authentic answer shows that network, broker, keys and ticketing work
    /// together; that it is "unknown ticket", that the tickets behind it answer too. For when the lane serves nobody.
    /// </summary>
    public sealed class TicketingProbe
    {
        readonly TicketQuestion _question;
        readonly LaneSettings _settings;
        readonly IClock _clock;
        readonly LatencyLedger _ledger = new LatencyLedger();
        ulong _id;

        /// <summary>Asks by way of the lane's own question, whose counter it shares.</summary>
        public TicketingProbe(LaneParts parts, LaneSettings settings, TicketQuestion question)
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

        /// <summary>Whether the lane has a question of its own under way, as the report of an offline admission is.</summary>
        public bool IsBusy
        {
            get { return _question.IsOpen; }
        }

        /// <summary>From asking to the end, microseconds.</summary>
        public long Microseconds
        {
            get { return _ledger.TotalMicroseconds(); }
        }

        /// <summary>What ticketing decided; valid after <see cref="Answer.Here"/>.</summary>
        public Decision Decision { get; private set; }

        /// <summary>Asks; false when the link takes nothing.</summary>
        public bool Begin()
        {
            _ledger.Begin(_clock.NowMicroseconds(), _settings.BudgetMilliseconds);
            var sent = _question.AskProbe(
                TicketPath.PurposeOf(_settings.Mode), _ledger);
            _id = _question.RequestId;
            return sent;
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
