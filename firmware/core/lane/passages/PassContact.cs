using Pedestal.Core.Settings;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Passages
{
    /// <summary>
    /// The turnstile's PASS contact. If it has reported none of several guests in a row it may be broken, and undoing their entries
    /// would let everybody in twice: then admissions count at once, as without the contact, until it reports a passage again.
    /// </summary>
    sealed class PassContact
    {
        /// <summary>Guests in a row without a passage after which the contact is not relied on.</summary>
        internal const int SilentGuests = 5;

        readonly PassageTerms _awaited;
        readonly PassageTerms _atOnce;
        int _missed;

        /// <summary>The contact according to the settings of a lane.</summary>
        internal PassContact(LaneSettings settings)
        {
            var direction = settings.Mode == LaneMode.Exit ? Direction.Out : Direction.In;
            OpensGate = settings.Mode == LaneMode.Entry || settings.Mode == LaneMode.Exit;
            _awaited = new PassageTerms(direction, OpensGate ? settings.PassageSeconds : 0);
            _atOnce = new PassageTerms(direction, 0);
        }

        /// <summary>Whether the lane opens its gate for guests.</summary>
        internal bool OpensGate { get; }

        /// <summary>Whether it is wired.</summary>
        internal bool IsWired
        {
            get { return _awaited.Seconds > 0; }
        }

        /// <summary>Whether it is relied on, or not wired.</summary>
        internal bool Works
        {
            get { return _missed < SilentGuests; }
        }

        /// <summary>Time to pass, µs; 0 if it is not wired.</summary>
        internal long PassageMicroseconds
        {
            get { return _awaited.Seconds * 1000000L; }
        }

        /// <summary>The terms of an admission now.</summary>
        internal PassageTerms Terms
        {
            get { return Works ? _awaited : _atOnce; }
        }

        /// <summary>It has reported a passage.</summary>
        internal void Report()
        {
            _missed = 0;
        }

        /// <summary>It has not reported a guest in time.</summary>
        internal void Miss()
        {
            _missed++;
        }
    }
}
