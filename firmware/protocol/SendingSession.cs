namespace Pedestal.Protocol
{
    /// <summary>
    /// One key's requests as their sender numbers them. It begins without a session, and goes on in the one that it is offered.
    /// In memory only; for one thread at a time.
    /// </summary>
    public sealed class SendingSession
    {
        const uint LastSequence = 0xFFFFFFFF;
        readonly SessionOffer _offer = new SessionOffer();

        /// <summary>The session; 0 for none yet.</summary>
        public ulong Id { get; private set; }

        /// <summary>The last number given.</summary>
        public uint Sequence { get; private set; }

        /// <summary>The receiver's time in the last offer taken, milliseconds since 1970; 0 for none.</summary>
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
        /// Goes on in the session of an authentic offer; false if it answers no request of the session that this sender is in.
        /// Thus each session is left once, however often an older request is sent again by somebody else.
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
