using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>The lane's requests to both services, and what comes in for them.</summary>
    public sealed class LaneRequests
    {
        /// <summary>The one to the matcher.</summary>
        public readonly MatcherRequest Matcher;

        /// <summary>The one to ticketing.</summary>
        public readonly TicketingRequest Ticketing;

        const int MessagesPerStep = 16;
        readonly ILink _link;

        /// <summary>Nothing is asked yet.</summary>
        public LaneRequests(LaneParts parts, LaneSettings settings)
        {
            _link = parts.Link;
            Matcher = new MatcherRequest(parts, settings);
            Ticketing = new TicketingRequest(parts, settings);
        }

        /// <summary>Replies dropped so far: late, repeated, to other requests or forged.</summary>
        public int Dropped
        {
            get { return Matcher.Dropped + Ticketing.Dropped; }
        }

        /// <summary>Id in the last reply dropped; it may be forged.</summary>
        public ulong LastDropped { get; private set; }

        /// <summary>Takes a few of the messages that have come in.</summary>
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

        /// <summary>Ends both and wipes them.</summary>
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
