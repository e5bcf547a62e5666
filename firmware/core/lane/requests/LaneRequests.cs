using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>The lane's requests to both services, and the messages received for them.</summary>
    public sealed class LaneRequests
    {
        /// <summary>The request to the matcher.</summary>
        public readonly MatcherRequest Matcher;

        /// <summary>The request to ticketing.</summary>
        public readonly TicketingRequest Ticketing;

        const int MessagesPerStep = 16;
        readonly ILink _link;

        /// <summary>Creates them without an open request.</summary>
        public LaneRequests(LaneParts parts, LaneSettings settings)
        {
            _link = parts.Link;
            Matcher = new MatcherRequest(parts, settings);
            Ticketing = new TicketingRequest(parts, settings);
        }

        /// <summary>Replies dropped so far: late, repeated, for other requests, or forged.</summary>
        public int Dropped
        {
            get { return Matcher.Dropped + Ticketing.Dropped; }
        }

        /// <summary>Id in the last dropped reply; it may be forged.</summary>
        public ulong LastDropped { get; private set; }

        /// <summary>Handles a few of the received messages.</summary>
        public void Receive()
        {
            for (var i = 0; i < MessagesPerStep; i++)
            {
                var message = _link.TryReceive();
                if (message == null)
                {
                    return;
                }

                Offer(Matcher, message);
                Offer(Ticketing, message);
            }
        }

        /// <summary>Ends both requests and wipes them.</summary>
        public void Close()
        {
            Matcher.Close();
            Ticketing.Close();
        }

        void Offer(ServiceRequest request, InboundMessage message)
        {
            var dropped = request.Dropped;
            request.Offer(message);
            if (request.Dropped != dropped)
            {
                LastDropped = request.LastDropped;
            }
        }
    }
}
