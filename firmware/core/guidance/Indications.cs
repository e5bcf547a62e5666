using Pedestal.Protocol;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>What a finding tells the guest.</summary>
    public static class Guidance
    {
        /// <summary>What to do about a frame that gave no template.</summary>
        public static Indication For(ExtractionStatus status)
        {
            switch (status)
            {
                case ExtractionStatus.TooFar: return Indication.ComeCloser;
                case ExtractionStatus.TooDark: return Indication.ComeCloser;
                case ExtractionStatus.TooNear: return Indication.MoveAway;
                case ExtractionStatus.TooBright: return Indication.MoveAway;
                case ExtractionStatus.OffCentre: return Indication.MoveToCentre;
                case ExtractionStatus.TooFewCells: return Indication.MoveToCentre;
                case ExtractionStatus.Tilted: return Indication.HoldLevel;
                default: return Indication.HoldStill;
            }
        }

        /// <summary>What a decision other than an admission looks like.</summary>
        public static Indication For(Decision decision)
        {
            switch (decision)
            {
                case Decision.NoTicket: return Indication.NoTicket;
                case Decision.UnknownTicket: return Indication.NoTicket;
                case Decision.OtherLane: return Indication.OtherLane;
                case Decision.TicketUsed: return Indication.TicketUsed;
                case Decision.NotRecognised: return Indication.NotRecognised;
                default: return Indication.UseTicket;
            }
        }

        /// <summary>Whether a decision is about the guest; the others only say that the service has none.</summary>
        public static bool IsRefusal(Decision decision)
        {
            return decision == Decision.NoTicket || decision == Decision.UnknownTicket
                || decision == Decision.TicketUsed || decision == Decision.NotRecognised || decision == Decision.OtherLane;
        }
    }
}
