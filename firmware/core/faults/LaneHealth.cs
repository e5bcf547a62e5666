using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>How the parts of a pedestal are.</summary>
    public sealed class LaneHealth
    {
        /// <summary>The camera.</summary>
        public CameraStatus Camera = CameraStatus.NotStarted;

        /// <summary>Whether the range finder answers, and is believed.</summary>
        public bool Presence = true;

        /// <summary>Whether the code reader answers.</summary>
        public bool Reader = true;

        /// <summary>Whether the gate's relay follows its pulses; true where no contact tells.</summary>
        public bool Gate = true;

        /// <summary>Whether there is memory to work with.</summary>
        public bool Memory = true;

        /// <summary>Whether the time of day is known.</summary>
        public bool Clock = true;

        /// <summary>Whether the matcher answers.</summary>
        public bool Matcher = true;

        /// <summary>Whether ticketing answers.</summary>
        public bool Ticketing = true;

        /// <summary>Whether all of it is as in another.</summary>
        public bool Equals(LaneHealth other)
        {
            return Camera == other.Camera && Presence == other.Presence && Reader == other.Reader && Gate == other.Gate
                && Memory == other.Memory && Clock == other.Clock && Matcher == other.Matcher && Ticketing == other.Ticketing;
        }

        /// <summary>Takes over all of another.</summary>
        public void CopyFrom(LaneHealth other)
        {
            Camera = other.Camera;
            Presence = other.Presence;
            Reader = other.Reader;
            Gate = other.Gate;
            Memory = other.Memory;
            Clock = other.Clock;
            Matcher = other.Matcher;
            Ticketing = other.Ticketing;
        }
    }
}
