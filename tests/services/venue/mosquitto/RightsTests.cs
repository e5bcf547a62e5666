using MQTTnet;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>The topic rights shipped for Mosquitto, compared with those of the embedded broker.</summary>
public sealed class RightsTests
{
    [Fact]
    public void Both_brokers_give_every_account_the_same_rights_on_every_channel()
    {
        var keys = new KeyRing("demo");
        keys.Generate("matcher.till");
        var acl = BrokerRights.Complete(BrokerRights.Shipped("demo"), keys, ["wall"]);
        Assert.Equal(acl, BrokerRights.Complete(acl, keys, ["wall"]));
        var rights = Rights(acl);
        foreach (var account in new[] { "gate-1", "matcher", "ticketing", "fleet", "ticketing.till", "fleet@wall" })
        {
            foreach (var channel in Enum.GetValues<Channel>())
            {
                foreach (var device in new[] { account, "gate-2", "matcher", "matcher.till" }.Where(Topics.IsName))
                {
                    var topic = Topic.Of("demo", device, channel);
                    Assert.Equal(Has(account, "write", topic), TopicRights.MayWrite(account, "demo", topic));
                    Assert.Equal(Has(account, "read", topic), TopicRights.MayHear(account, "demo", topic));
                }
            }

            const string Discovery = "homeassistant/device/pedestal__demo__gate-1/config";
            Assert.Equal(Has(account, "write", Discovery), TopicRights.MayWrite(account, "demo", Discovery));
            Assert.Equal(Has(account, "read", Discovery), TopicRights.MayHear(account, "demo", Discovery));
        }

        bool Has(string account, string access, string topic) => rights.Any(right =>
            (right.User is null || right.User == account) && (right.Access == access || right.Access == "readwrite")
            && MqttTopicFilterComparer.Compare(topic, right.Topic.Replace("%u", account, StringComparison.Ordinal))
                == MqttTopicFilterCompareResult.IsMatch);
    }

    static List<(string? User, string Access, string Topic)> Rights(string acl)
    {
        string? user = null;
        var rights = new List<(string?, string, string)>();
        foreach (var words in acl.Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')))
        {
            switch (words)
            {
                case ["user", var name]: user = name; break;
                case ["pattern", var access, var topic]: rights.Add((null, access, topic)); break;
                case ["topic", var access, var topic]: rights.Add((user, access, topic)); break;
                default: Assert.Equal([""], words); break;
            }
        }

        return rights;
    }
}
