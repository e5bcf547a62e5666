using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>A lane's settings.</summary>
    public sealed class LaneSettings
    {
        /// <summary>What the pedestal is for.</summary>
        public LaneMode Mode = LaneMode.Entry;

        /// <summary>Key shared with the matcher.</summary>
        public DeviceKey MatchKey;

        /// <summary>Key shared with ticketing.</summary>
        public DeviceKey TicketKey;

        /// <summary>From the usable palm to the decision, 300 to 5,000 ms.</summary>
        public int BudgetMilliseconds = 1000;

        /// <summary>Without a reply a request is sent again after this long, and after twice as long each time; 50 to 1,000 ms.</summary>
        public int ResendMilliseconds = 250;

        /// <summary>A palm not recognised is captured once more when this much of the budget is left, ms.</summary>
        public int RetryMilliseconds = 350;

        /// <summary>A template of this quality, 0 to 100, is asked about at once; a weaker one is worth another capture.</summary>
        public int GoodQuality = 70;

        /// <summary>Captures of one palm before it is asked about, 1 to 4.</summary>
        public int BurstCaptures = 3;

        /// <summary>Another capture is taken while this much of the budget is left, ms.</summary>
        public int AnotherCaptureMilliseconds = 550;

        /// <summary>A palm that moves farther from one capture to the next, in pixels of about 1 mm, is not still.</summary>
        public int StillPixels = 8;

        /// <summary>Nearest usable hover distance, mm.</summary>
        public int NearestMillimetres = 60;

        /// <summary>Farthest usable hover distance, mm.</summary>
        public int FarthestMillimetres = 130;

        /// <summary>Captures of one palm that may be unusable before the guest is sent to the code reader.</summary>
        public int UnusableCaptures = 8;

        /// <summary>A result is shown at least this long, 0 to 10,000 ms.</summary>
        public int ResultMilliseconds = 800;

        /// <summary>
        /// The code just admitted, read again within this long, is the same guest's who still holds it there, ms. Readers report a
        /// code that stays in front of them every five seconds.
        /// </summary>
        public int SameGuestMilliseconds = 12000;

        /// <summary>A hand that the range finder loses for less than this has not gone, ms.</summary>
        public int LiftedMilliseconds = 400;

        /// <summary>A hint is shown at least this long before another one, ms.</summary>
        public int HintMilliseconds = 300;

        /// <summary>Samples of each palm at enrolment, 2 to 5.</summary>
        public int EnrolmentSamplesPerPalm = 3;

        /// <summary>Samples that may be rejected in one enrolment.</summary>
        public int EnrolmentRejections = 6;

        /// <summary>An enrolment without progress for this long is abandoned, ms.</summary>
        public int EnrolmentTimeoutMilliseconds = 30000;

        /// <summary>How long the ticket's account may take to confirm an enrolment, ms.</summary>
        public int ConfirmationTimeoutMilliseconds = 60000;

        /// <summary>How often ticketing is asked whether it has, ms.</summary>
        public int ConfirmationPollMilliseconds = 500;

        /// <summary>A guest who does not show the palm again for this long keeps everything, ms.</summary>
        public int DeletionTimeoutMilliseconds = 20000;
    }
}
