using Pedestal.Vein;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>The words for the lane's states and outcomes, in messages and logs.</summary>
    public static class LaneWords
    {
        static readonly string[] Reasons =
        {
            "none", "no-reply-in-time", "link-down", "camera-failed", "capture-unusable", "bad-reply", "code-too-long",
            "abandoned", "internal-error", "just-admitted", "not-confirmed", "gate-fault",
            "no-passage", "slipped-through", "too-bright-here", "no-pulse",
        };

        static readonly string[] Extractions =
        {
            "ok", "no-hand", "too-far", "too-near", "off-centre", "too-dark", "too-bright", "too-few-cells", "not-a-palm",
            "low-contrast", "blurred", "tilted", "moving", "not-skin", "flat-surface", "no-veins", "too-bright-here",
            "no-pulse",
        };

        static readonly string[] Ways = { "palm", "ticket", "sample", "enrolment", "deletion", "contact" };

        static readonly string[] LaneStates =
        {
            "idle", "guiding", "capturing", "matching", "checking-ticket", "admitted", "enrolled", "denied", "use-ticket",
            "fault", "deleted",
        };

        /// <summary>The word for a reason.</summary>
        public static string Of(OutcomeReason reason)
        {
            return Reasons[(int)reason];
        }

        /// <summary>The word for an extraction status.</summary>
        public static string Of(ExtractionStatus status)
        {
            return Extractions[(int)status];
        }

        /// <summary>The word for a way.</summary>
        public static string Of(EntryWay way)
        {
            return Ways[(int)way];
        }

        /// <summary>The word for a lane's state.</summary>
        public static string Of(LaneState state)
        {
            return LaneStates[(int)state];
        }
    }
}
