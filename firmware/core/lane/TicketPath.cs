using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>The way of a scanned code: redeems a ticket at the entry, opens an enrolment at the enrolment pedestal.</summary>
    public sealed class TicketPath
    {
        /// <summary>Whether the code reader answers.</summary>
        public bool ReaderWorks = true;

        readonly LaneMode _mode;
        readonly IClock _clock;
        readonly TicketQuestion _question;
        readonly Presentation _presentation;
        readonly Enrolment _enrolling;
        readonly EnrolmentPath _enrolment;
        readonly OfflineAdmission _offline;
        readonly Deletion _deletion;
        readonly JustAdmitted _admitted;
        bool _asksConfirmation;

        /// <summary>Creates one.</summary>
        public TicketPath(LaneParts parts, LaneSettings settings, TicketQuestion question, Presentation presentation,
            Enrolment enrolling, EnrolmentPath enrolment, Deletion deletion, JustAdmitted admitted)
        {
            _deletion = deletion;
            _admitted = admitted;
            _enrolling = enrolling;
            _mode = settings.Mode;
            _clock = parts.Clock;
            _offline = settings.Mode == LaneMode.Entry ? parts.Offline : null;
            _question = question;
            _presentation = presentation;
            _enrolment = enrolment;
        }

        /// <summary>What a code is shown for at a pedestal of a mode.</summary>
        public static TicketPurpose PurposeOf(LaneMode mode)
        {
            return mode == LaneMode.Entry ? TicketPurpose.RedeemCode
                : mode == LaneMode.Deletion ? TicketPurpose.OpenDeletion
                : TicketPurpose.OpenEnrolment;
        }

        /// <summary>Reads a code if one was scanned, and asks ticketing about it; false when there was none.</summary>
        public bool TakeCode()
        {
            var length = _question.ReadCode();
            ReaderWorks = length != QrRead.Failed;
            if (length == 0 || length == QrRead.Failed)
            {
                return false;
            }

            if (length > 0 && _question.IsRepeated(_admitted))
            {
                return Repeat();
            }

            _admitted.Forget();
            _presentation.Begin(_clock.NowMicroseconds());
            if (length == QrRead.TooLong)
            {
                _presentation.Finish(EntryWay.Ticket, Decision.None, OutcomeReason.CodeTooLong, LaneState.Denied,
                    Indication.NoTicket);
                return true;
            }

            // Ticketing may not know yet of what this pedestal admitted by itself.
            if (_offline != null && _question.IsUsed(_offline))
            {
                _presentation.Conclude(EntryWay.Ticket, Decision.TicketUsed);
                return true;
            }

            _asksConfirmation = false;
            var purpose = PurposeOf(_mode);
            var isSent = _question.Ask(purpose, _presentation.Ledger);
            _presentation.RequestId = _question.RequestId;
            if (isSent)
            {
                _presentation.Enter(LaneState.CheckingTicket, Indication.Working);
            }
            else
            {
                DecideAlone(OutcomeReason.LinkDown);
            }

            return true;
        }

        /// <summary>Asks ticketing now and then whether the account has confirmed the enrolment; false when it is not time to.</summary>
        public bool AskConfirmation()
        {
            var now = _clock.NowMicroseconds();
            if (!_enrolling.IsTimeToAsk(now))
            {
                return false;
            }

            _presentation.Begin(now);
            _asksConfirmation = _question.AskAbout(_enrolling, _presentation.Ledger);
            _presentation.RequestId = _question.RequestId;
            if (_asksConfirmation)
            {
                _presentation.Enter(LaneState.CheckingTicket, _enrolling.Instruction());
            }
            else
            {
                _presentation.WaitOn(_enrolling.Instruction());
            }

            return true;
        }

        /// <summary>Reads a code, if one was scanned, and forgets it.</summary>
        public void Discard()
        {
            ReaderWorks = _question.ReadCode() != QrRead.Failed;
            _question.Forget();
        }

        /// <summary>Acts on ticketing's answer once it is here, or on the budget's end.</summary>
        public void Await()
        {
            var answer = _question.Poll(_presentation.Ledger);
            if (_asksConfirmation)
            {
                FollowConfirmation(answer);
                return;
            }

            switch (answer)
            {
                case Answer.Waiting: return;
                case Answer.OutOfTime: DecideAlone(OutcomeReason.NoReplyInTime); return;
                case Answer.Unfit: _presentation.GiveUp(EntryWay.Ticket, OutcomeReason.BadReply); return;
            }

            if (_mode == LaneMode.Enrolment && (_question.Reply.Decision == Decision.EnrolmentOpened
                || _question.Reply.Decision == Decision.ConfirmationAwaited))
            {
                _question.Remember(_admitted);
                _enrolment.Open(_question.Reply);
            }
            else if (_mode == LaneMode.Deletion && _question.Reply.Decision == Decision.DeletionOpened)
            {
                _question.Remember(_admitted);
                _deletion.Open(_question.Reply);
            }
            else
            {
                if (_offline != null && _question.Reply.Decision == Decision.Admitted)
                {
                    _question.Note(_offline);
                }

                Conclude(_question.Reply.Decision);
            }
        }

        void FollowConfirmation(Answer answer)
        {
            if (answer != Answer.Waiting)
            {
                _asksConfirmation = false;
                _enrolment.FollowConfirmation(answer == Answer.Here ? _question.Reply.Decision : Decision.None);
            }
        }

        /// <summary>The code just admitted is still held there: its guest sees green, an enrolment goes on.</summary>
        bool Repeat()
        {
            if (_mode != LaneMode.Entry)
            {
                return false;
            }

            _presentation.StayAdmitted(_admitted);
            return true;
        }

        void Conclude(Decision decision)
        {
            if (decision == Decision.Admitted && _mode == LaneMode.Entry)
            {
                _question.Remember(_admitted);
            }

            _presentation.Conclude(EntryWay.Ticket, decision);
        }

        /// <summary>Ticketing cannot be reached: a signed ticket of this lane may still be admitted.</summary>
        void DecideAlone(OutcomeReason reason)
        {
            switch (_offline == null ? OfflineVerdict.Off : _question.Decide(_offline))
            {
                case OfflineVerdict.Admitted: Conclude(Decision.Admitted); break;
                case OfflineVerdict.Used: _presentation.Conclude(EntryWay.Ticket, Decision.TicketUsed); break;
                case OfflineVerdict.OtherLane: _presentation.Conclude(EntryWay.Ticket, Decision.OtherLane); break;
                default: _presentation.GiveUp(EntryWay.Ticket, reason); break;
            }
        }
    }
}
