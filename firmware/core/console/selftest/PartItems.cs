using Pedestal.Core.Supervision;

namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>Tests that the ring accepts every colour; whether it shows them is for a person to see.</summary>
    public sealed class RingItem : SelfTestItem
    {
        const long ColourMicroseconds = 400000;
        static readonly int[] Colours = { 0x400000, 0x004000, 0x000040, 0x303030 };
        readonly ConsoleParts _parts;
        int _shown;
        long _next;

        /// <summary>Tests the ring of the parts.</summary>
        public RingItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "ring"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "driven; see red, green, blue, white"; }
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _shown = 0;
            _next = 0;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Ring == null)
            {
                return Skip("the ring has not started yet; see 'status'");
            }

            if (_parts.Clock.NowMicroseconds() < _next)
            {
                return TestResult.Running;
            }

            if (_shown == Colours.Length)
            {
                return Pass("driven");
            }

            _next = _parts.Clock.NowMicroseconds() + ColourMicroseconds;
            return _parts.Ring.Light(Colours[_shown++])
                ? TestResult.Running
                : Fail("not driven", "the ring's bus refuses data: check its wiring");
        }

        /// <inheritdoc/>
        public override void End()
        {
            if (_parts.Ring != null)
            {
                _parts.Ring.Restore();
            }
        }
    }

    /// <summary>Tests that the code reader replies.</summary>
    public sealed class ReaderItem : SelfTestItem
    {
        const long PatienceMicroseconds = 1500000;
        readonly ConsoleParts _parts;
        long _polled;

        /// <summary>Tests the reader of the parts.</summary>
        public ReaderItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "reader"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "replies within 1500 ms"; }
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _polled = 0;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Reader == null)
            {
                return Skip("the code reader has not started yet; see 'status'");
            }

            var now = _parts.Clock.NowMicroseconds();
            if (_polled == 0)
            {
                _polled = now > 0 ? now : 1;
                _parts.Reader.Poll();
                return TestResult.Running;
            }

            if (_parts.Reader.HasReplied())
            {
                return Pass(((now - _polled) / 1000).ToString() + " ms" + Drops());
            }

            return now - _polled < PatienceMicroseconds
                ? TestResult.Running
                : Fail("no reply", "check the reader's plug, its 5 V and the UART wires");
        }

        /// <summary>Shows a reader that is set to add something to the codes.</summary>
        string Drops()
        {
            var lane = _parts.Lane;
            return lane == null || lane.CodesDropped == 0 ? ""
                : ", " + lane.CodesDropped.ToString() + (lane.CodesDropped == 1 ? " code" : " codes") + " dropped, the last: " + PartWords.Of(lane.LastCodeDrop);
        }
    }
}
