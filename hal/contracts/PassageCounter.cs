namespace Pedestal.Hal
{
    /// <summary>
    /// Counts the guests that a turnstile's PASS contact reports. Arms that swing back, or a contact that chatters, open it again,
    /// so an opening soon after another belongs to the same guest. One thread reports openings; any thread may read the count.
    /// </summary>
    public sealed class PassageCounter
    {
        /// <summary>Openings that follow each other within this time are one passage, ms: two guests need longer.</summary>
        public const int SameGuestMilliseconds = 300;

        readonly IClock _clock;
        long _last;

        /// <summary>Starts without a passage.</summary>
        public PassageCounter(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>Passages so far.</summary>
        public int Count { get; private set; }

        /// <summary>The contact has opened.</summary>
        public void Open()
        {
            var now = _clock.NowMicroseconds();
            if (Count == 0 || now - _last >= SameGuestMilliseconds * 1000L)
            {
                Count++;
            }

            _last = now;
        }
    }
}
