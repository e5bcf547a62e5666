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

    [Fact]
    public void A_further_ticketing_has_the_rights_of_the_first_also_in_a_file_from_before_there_could_be_several()
    {
        var keys = new KeyRing("demo");
        var shipped = BrokerRights.Complete(BrokerRights.Shipped("demo"), keys, [], ["ticketing..b"]);
        var former = string.Concat(WithoutSigns(BrokerRights.Shipped("demo")).Split('\n').Where(line =>
            !line.EndsWith("ticket/request/+", StringComparison.Ordinal)).Select(line => line + "\n"));
        foreach (var acl in new[] { shipped, BrokerRights.Complete(former, keys, [], ["ticketing..b"]) })
        {
            Assert.Equal(acl, BrokerRights.Complete(acl, keys, [], ["ticketing..b"]));
            var rights = Rights(acl);
            foreach (var topic in new[] { "ticket/request", "ticket/request/+", "ticket/reply", "node/+" })
            {
                Assert.Equal(
                    rights.Where(right => right.User == "ticketing" && right.Topic == $"pedestal/v2/demo/+/{topic}").Select(right => right.Access),
                    rights.Where(right => right.User == "ticketing..b" && right.Topic == $"pedestal/v2/demo/+/{topic}").Select(right => right.Access));
                Assert.Contains(rights, right => right.User == "ticketing..b" && right.Topic == $"pedestal/v2/demo/+/{topic}");
            }

            Assert.Contains(("ticketing", "deny", "pedestal/v2/demo/matcher/node/+"), rights);
            Assert.Contains(("ticketing..b", "deny", "pedestal/v2/demo/matcher/node/+"), rights);
        }
    }

    [Fact]
    public void One_of_several_matchers_has_the_rights_of_the_only_one_and_its_own_device_at_each_party()
    {
        var keys = new KeyRing("demo");
        keys.Generate("matcher..b");
        keys.Generate("matcher.till..b");
        var shipped = BrokerRights.Complete(BrokerRights.Shipped("demo"), keys, []);
        foreach (var acl in new[] { shipped, BrokerRights.Complete(WithoutSigns(shipped), keys, []) })
        {
            Assert.Equal(acl, BrokerRights.Complete(acl, keys, []));
            var rights = Rights(acl);
            foreach (var right in rights.Where(right => right.User == "matcher").ToList())
            {
                Assert.Contains(right with { User = "matcher..b" }, rights);
            }

            Assert.Contains(("matcher", "readwrite", "pedestal/v2/demo/matcher/node/+"), rights);
            Assert.Contains(("matcher..b", "write", "pedestal/v2/demo/matcher.till..b/ticket/request"), rights);
            Assert.Contains(("matcher..b", "read", "pedestal/v2/demo/matcher.till..b/ticket/reply"), rights);
            Assert.DoesNotContain(rights, right => right.User == "matcher" && right.Topic.Contains("..b", StringComparison.Ordinal));
        }
    }

    static string WithoutSigns(string acl) =>
        string.Concat(acl.Split('\n').Where(line => !line.Contains("/node/", StringComparison.Ordinal)).Select(line => line + "\n"));

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
