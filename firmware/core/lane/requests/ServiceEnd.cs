using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>How a service is reached: the shared key, the two topics and the two message types.</summary>
    public sealed class ServiceEnd
    {
        /// <summary>The key shared with the service.</summary>
        public readonly DeviceKey Key;

        /// <summary>The channel of requests.</summary>
        public readonly Channel Requests;

        /// <summary>The channel of replies.</summary>
        public readonly Channel Replies;

        /// <summary>The type of requests.</summary>
        public readonly MessageType RequestType;

        /// <summary>The type of replies.</summary>
        public readonly MessageType ReplyType;

        ServiceEnd(DeviceKey key, Channel requests, Channel replies, MessageType requestType, MessageType replyType)
        {
            Key = key;
            Requests = requests;
            Replies = replies;
            RequestType = requestType;
            ReplyType = replyType;
        }

        /// <summary>The matcher's end.</summary>
        public static ServiceEnd Matcher(LaneSettings settings)
        {
            return new ServiceEnd(settings.MatchKey, Channel.MatchRequest, Channel.MatchReply, MessageType.MatchRequest,
                MessageType.MatchReply);
        }

        /// <summary>Ticketing's end.</summary>
        public static ServiceEnd Ticketing(LaneSettings settings)
        {
            return new ServiceEnd(settings.TicketKey, Channel.TicketRequest, Channel.TicketReply, MessageType.TicketRequest,
                MessageType.TicketReply);
        }
    }
}
