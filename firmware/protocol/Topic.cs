using Pedestal.Hal;

namespace Pedestal.Protocol
{
    /// <summary>MQTT topic names, the same on devices and services.</summary>
    public static class Topic
    {
        /// <summary>The start of every topic of this protocol version.</summary>
        public const string Root = "pedestal/v2";

        /// <summary>The topic of one device's channel, <c>pedestal/v2/{venue}/{device}/{channel}</c>.</summary>
        public static string Of(string venue, string device, Channel channel)
        {
            return Root + "/" + venue + "/" + device + "/" + Suffix(channel);
        }

        /// <summary>The channel's part of the topic, such as <c>match/request</c>.</summary>
        public static string Suffix(Channel channel)
        {
            switch (channel)
            {
                case Channel.MatchRequest: return "match/request";
                case Channel.MatchReply: return "match/reply";
                case Channel.TicketRequest: return "ticket/request";
                case Channel.TicketReply: return "ticket/reply";
                case Channel.State: return "state";
                case Channel.Telemetry: return "telemetry";
                case Channel.Birth: return "birth";
                case Channel.Health: return "health";
                case Channel.Command: return "command";
                default: return "command/reply";
            }
        }
    }
}
