using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// A pedestal's parts and the services it depends on, in the order of reports; see <see cref="PartTable"/>.
    /// </summary>
    public enum Part
    {
        /// <summary>The lane itself, which does not work while it pauses after a defect.</summary>
        Lane = 0,

        /// <summary>The camera.</summary>
        Camera = 1,

        /// <summary>The range finder: whether it replies and is trusted.</summary>
        Presence = 2,

        /// <summary>The code reader.</summary>
        Reader = 3,

        /// <summary>The gate's relay.</summary>
        Gate = 4,

        /// <summary>The turnstile's PASS contact, which reported none of the last guests.</summary>
        Passage = 5,

        /// <summary>Free memory.</summary>
        Memory = 6,

        /// <summary>The time of day.</summary>
        Clock = 7,

        /// <summary>The broker.</summary>
        Broker = 8,

        /// <summary>The matcher.</summary>
        Matcher = 9,

        /// <summary>Ticketing.</summary>
        Ticketing = 10,

        /// <summary>The roles of the pedestal's keys, as far as a service has reported them.</summary>
        Role = 11,
    }

    /// <summary>
    /// Everything that log, counters, retained state, health message, console and fleet tool know about a part.
    /// </summary>
    public sealed class PartRow
    {
        /// <summary>The part.</summary>
        public readonly Part Part;

        /// <summary>Its name.</summary>
        public readonly string Name;

        /// <summary>The words for its states: first the one for working, then its faults.</summary>
        public readonly string[] Words;

        /// <summary>Whether the retained state and the console's <c>status</c> include it.</summary>
        public bool IsInState = true;

        /// <summary>Whether its faults are counted and its changes logged.</summary>
        public bool IsCounted = true;

        /// <summary>The state before anything is known about it, which is not a fault.</summary>
        public int Unknown;

        /// <summary>Creates a row.</summary>
        public PartRow(Part part, string name, params string[] words)
        {
            Part = part;
            Name = name;
            Words = words;
        }
    }

    /// <summary>The table of a pedestal's parts.</summary>
    public static class PartTable
    {
        /// <summary>The word for a working part.</summary>
        public const string Ok = "ok";

        /// <summary>The rows, by <see cref="Part"/>.</summary>
        public static readonly PartRow[] All =
        {
            new PartRow(Part.Lane, "lane", Ok, "failed") { IsInState = false, IsCounted = false },
            new PartRow(Part.Camera, "camera", Ok, "not-responding", "wrong-sensor", "busy-timeout", "capture-timeout",
                "wrong-fifo-length", "bus-corrupted", "wedged", "stale-picture", "not-started", "left-leds-dark",
                "right-leds-dark")
            {
                Unknown = (int)CameraStatus.NotStarted,
            },
            new PartRow(Part.Presence, "presence", Ok, "failed"),
            new PartRow(Part.Reader, "reader", Ok, "failed"),
            new PartRow(Part.Gate, "gate", Ok, "no-feedback", "stuck-open"),
            new PartRow(Part.Passage, "passage", Ok, "silent"),
            new PartRow(Part.Memory, "memory", Ok, "low"),
            new PartRow(Part.Clock, "clock", Ok, "unset", "implausible", "differs"),
            new PartRow(Part.Broker, "broker", Ok, "not-connected") { IsInState = false },
            new PartRow(Part.Matcher, "matcher", Ok, "silent"),
            new PartRow(Part.Ticketing, "ticketing", Ok, "silent"),
            new PartRow(Part.Role, "role", Ok, "missing"),
        };

        /// <summary>The row of a part.</summary>
        public static PartRow Of(Part part)
        {
            return All[(int)part];
        }
    }
}
