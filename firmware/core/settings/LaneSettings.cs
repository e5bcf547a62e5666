using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>A lane's settings.</summary>
    public sealed class LaneSettings
    {
        /// <summary>The pedestal's mode.</summary>
        public LaneMode Mode = LaneMode.Entry;

        /// <summary>Key shared with the matcher.</summary>
        public DeviceKey MatchKey;

        /// <summary>Key shared with ticketing.</summary>
        public DeviceKey TicketKey;

        /// <summary>Key shared with the evaluation for which pictures are stored; null for none.</summary>
        public DeviceKey CaptureKey;

        /// <summary>From the usable palm to the decision, 300 to 5,000 ms.</summary>
        public int BudgetMilliseconds = 1000;

        /// <summary>A request without a reply is resent after this time, which doubles each time; 50 to 1,000 ms.</summary>
        public int ResendMilliseconds = 250;

        /// <summary>An unrecognised palm is captured once more if this much of the budget is left, ms.</summary>
        public int RetryMilliseconds = 350;

        /// <summary>A template of this quality, 0 to 100, is sent at once; a weaker one is worth another capture.</summary>
        public int GoodQuality = 70;

        /// <summary>Captures of one palm before a request is sent, 1 to 4.</summary>
        public int BurstCaptures = 3;

        /// <summary>Another capture is taken while this much of the budget is left, ms.</summary>
        public int AnotherCaptureMilliseconds = 550;

        /// <summary>A palm that moves farther than this between two captures is not still, in pixels of about 1 mm.</summary>
        public int StillPixels = 8;

        /// <summary>Nearest usable hover distance, mm.</summary>
        public int NearestMillimetres = 60;

        /// <summary>Farthest usable hover distance, mm.</summary>
        public int FarthestMillimetres = 130;

        /// <summary>Unusable captures of one palm before the guest is sent to the code reader.</summary>
        public int UnusableCaptures = 8;

        /// <summary>
        /// Time in which an admitted guest must pass the turnstile, 2 to 60 s; 0 if its PASS contact is not wired.
        /// </summary>
        public int PassageSeconds;

        /// <summary>Shortest time that a result is shown, 0 to 10,000 ms.</summary>
        public int ResultMilliseconds = 800;

        /// <summary>
        /// If the code just admitted is read again within this time, in ms, it is the same guest who still holds it there.
        /// Readers report a code that stays in front of them every five seconds.
        /// </summary>
        public int SameGuestMilliseconds = 12000;

        /// <summary>If the range finder loses a hand for less than this time, the hand has not gone, ms.</summary>
        public int LiftedMilliseconds = 400;

        /// <summary>Shortest time that a hint is shown before another one, ms.</summary>
        public int HintMilliseconds = 300;

        /// <summary>Samples of each palm at enrolment, 2 to 5.</summary>
        public int EnrolmentSamplesPerPalm = 3;

        /// <summary>Samples that may be rejected in one enrolment.</summary>
        public int EnrolmentRejections = 6;

        /// <summary>An enrolment without progress for this time is abandoned, ms.</summary>
        public int EnrolmentTimeoutMilliseconds = 30000;

        /// <summary>How long the ticket's account may take to confirm an enrolment, ms.</summary>
        public int ConfirmationTimeoutMilliseconds = 60000;

        /// <summary>How often ticketing is polled for the confirmation, ms.</summary>
        public int ConfirmationPollMilliseconds = 500;

        /// <summary>Whether a palm needs a pulse to be enrolled.</summary>
        public bool NeedsPulse;

        /// <summary>Films without a pulse before an enrolment ends.</summary>
        public int PulseTries = 2;

        /// <summary>How long a guest may take to read and agree at the booth's screen after the ticket, ms.</summary>
        public int ConsentTimeoutMilliseconds = 180000;

        /// <summary>If a guest does not show the palm again within this time, nothing is deleted, ms.</summary>
        public int DeletionTimeoutMilliseconds = 20000;
    }
}
