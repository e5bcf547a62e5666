using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>How the parts of a pedestal are.</summary>
    public sealed class LaneHealth
    {
        /// <summary>Whether the lane itself works: not while it pauses after a defect.</summary>
        public bool Lane = true;

        /// <summary>The camera.</summary>
        public CameraStatus Camera = CameraStatus.NotStarted;

        /// <summary>Whether the range finder answers, and is believed.</summary>
        public bool Presence = true;

        /// <summary>Whether the code reader answers.</summary>
        public bool Reader = true;

        /// <summary>Whether the gate's relay follows its pulses; true where no contact tells.</summary>
        public bool Gate = true;

        /// <summary>Whether the gate's relay lets go when its pulse is over; true where no contact tells.</summary>
        public bool GateReleases = true;

        /// <summary>The gate in a word.</summary>
        public string GateWord
        {
            get { return GateReleases ? Names.OfPart("gate", Gate) : "stuck-open"; }
        }

        /// <summary>Whether there is memory to work with.</summary>
        public bool Memory = true;

        /// <summary>The time of day in a word of <see cref="CheckedTime"/>.</summary>
        public string ClockWord = CheckedTime.Works;

        /// <summary>Whether the time of day is known, and believed.</summary>
        public bool Clock
        {
            get { return ClockWord == CheckedTime.Works; }
        }

        /// <summary>Whether the matcher answers.</summary>
        public bool Matcher = true;

        /// <summary>Whether ticketing answers.</summary>
        public bool Ticketing = true;

        /// <summary>Whether the pedestal's keys may do what its mode needs, as far as a service said.</summary>
        public bool Role = true;

        /// <summary>Whether all of it is as in another.</summary>
        public bool Equals(LaneHealth other)
        {
            return Lane == other.Lane && Camera == other.Camera && Presence == other.Presence && Reader == other.Reader
                && Gate == other.Gate && GateReleases == other.GateReleases && Memory == other.Memory && ClockWord == other.ClockWord
                && Matcher == other.Matcher && Ticketing == other.Ticketing && Role == other.Role;
        }

        /// <summary>
        /// What is at fault, each part with its word, "reader failed, clock unset"; "none" if all is well. Console, state and health
        /// message all tell this.
        /// </summary>
        public string Fault(bool isConnected)
        {
            var text = Add("", "lane", Lane);
            if (Camera != CameraStatus.Ok && Camera != CameraStatus.NotStarted)
            {
                text = Add(text, "camera " + Names.Of(Camera));
            }

            text = Add(text, "presence", Presence);
            text = Add(text, "reader", Reader);
            text = Gate && GateReleases ? text : Add(text, "gate " + GateWord);
            text = Add(text, "memory", Memory);
            text = Clock ? text : Add(text, "clock " + ClockWord);
            text = isConnected ? text : Add(text, "broker not-connected");
            text = Add(text, "matcher", Matcher);
            text = Add(text, "ticketing", Ticketing);
            text = Add(text, "role", Role);
            return text.Length == 0 ? "none" : text;
        }

        static string Add(string text, string part, bool works)
        {
            return works ? text : Add(text, part + " " + Names.OfPart(part, false));
        }

        static string Add(string text, string fault)
        {
            return text.Length == 0 ? fault : text + ", " + fault;
        }

        /// <summary>Takes over all of another.</summary>
        public void CopyFrom(LaneHealth other)
        {
            Lane = other.Lane;
            Camera = other.Camera;
            Presence = other.Presence;
            Reader = other.Reader;
            Gate = other.Gate;
            GateReleases = other.GateReleases;
            Memory = other.Memory;
            ClockWord = other.ClockWord;
            Matcher = other.Matcher;
            Ticketing = other.Ticketing;
            Role = other.Role;
        }
    }
}
