using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>How a service is reached: the key shared with it, the two topics and the two message types.</summary>
    public sealed class ServiceEnd
    {
        /// <summary>The key shared with it.</summary>
        public readonly DeviceKey Key;

        /// <summary>Where requests go.</summary>
        public readonly Channel Requests;

        /// <summary>Where replies come from.</summary>
        public readonly Channel Replies;

        /// <summary>Type of a request.</summary>
        public readonly MessageType RequestType;

        /// <summary>Type of a reply.</summary>
        public readonly MessageType ReplyType;

        ServiceEnd(DeviceKey key, Channel requests, Channel replies, MessageType requestType, MessageType replyType)
        {
            Key = key;
            Requests = requests;
            Replies = replies;
            RequestType = requestType;
            ReplyType = replyType;
        }

        /// <summary>The matcher.</summary>
        public static ServiceEnd Matcher(LaneSettings settings)
        {
            return new ServiceEnd(settings.MatchKey, Channel.MatchRequest, Channel.MatchReply, MessageType.MatchRequest,
                MessageType.MatchReply);
        }

        /// <summary>Ticketing.</summary>
        public static ServiceEnd Ticketing(LaneSettings settings)
        {
            return new ServiceEnd(settings.TicketKey, Channel.TicketRequest, Channel.TicketReply, MessageType.TicketRequest,
                MessageType.TicketReply);
        }
    }
}
