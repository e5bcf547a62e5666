namespace Pedestal.Protocol
{
    /// <summary>
    /// The sender's end of the sessions of one key: it numbers the requests. It starts without a session and continues in the one
    /// it is offered. Kept only in memory; for one thread at a time.
    /// </summary>
    public sealed class SendingSession
    {
        const uint LastSequence = 0xFFFFFFFF;
        readonly SessionOffer _offer = new SessionOffer();

        /// <summary>The session; 0 before the first offer.</summary>
        public ulong Id { get; private set; }

        /// <summary>The number of the last request.</summary>
        public uint Sequence { get; private set; }

        /// <summary>The receiver's time in the last accepted offer, milliseconds since 1970; 0 for none.</summary>
        public long UnixMilliseconds
        {
            get { return _offer.UnixMilliseconds; }
        }

        /// <summary>Gives a request the next number of the session.</summary>
        public void Number(Envelope request)
        {
            if (Sequence == LastSequence)
            {
                Id = 0;
                Sequence = 0;
            }

            Sequence++;
            request.Session = Id;
            request.Sequence = Sequence;
        }

        /// <summary>
        /// Continues in the session of an authentic offer; false if the offer replies to no request of the present session. A sender
        /// therefore leaves each session only once, however often somebody else repeats an older request.
        /// </summary>
        public bool Take(Envelope offer)
        {
            if (offer.Session != Id || offer.Sequence == 0 || offer.Sequence > Sequence || !_offer.Read(offer.Body))
            {
                return false;
            }

            Id = _offer.Session;
            Sequence = 0;
            return true;
        }
    }
}
