using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

public sealed class BrokerListTests
{
    readonly DeviceSettings _settings = new();

    [Theory]
    [InlineData("broker.local", "broker.local:8883")]
    [InlineData("10.0.0.2,10.0.0.3", "10.0.0.2:8883", "10.0.0.3:8883")]
    [InlineData("a.example:1883,b,c.example:65535,10.0.0.9", "a.example:1883", "b:8883", "c.example:65535", "10.0.0.9:8883")]
    public void A_list_has_the_port_of_each_broker(string list, params string[] brokers)
    {
        Assert.Null(_settings.Set(SettingNames.BrokerHost, list));
        Assert.Equal(brokers, _settings.Brokers().Select(broker => broker.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("a,")]
    [InlineData("a,,b")]
    [InlineData("a, b")]
    [InlineData(":1883")]
    [InlineData("a:")]
    [InlineData("a:0")]
    [InlineData("a:65536")]
    [InlineData("a:1:2")]
    [InlineData("-a")]
    [InlineData("300.0.0.1")]
    [InlineData("mqtt://a")]
    [InlineData("a,b,c,d,e")]
    public void Anything_else_is_refused_and_the_former_brokers_stay(string list)
    {
        _settings.Set(SettingNames.BrokerHost, "broker.local");
        Assert.Contains("1 to 4 host names", _settings.Set(SettingNames.BrokerHost, list), StringComparison.Ordinal);
        Assert.Equal("broker.local:8883", Assert.Single(_settings.Brokers()).ToString());
    }

    [Fact]
    public void Brokers_listed_without_a_port_have_that_of_the_setting()
    {
        _settings.Set(SettingNames.BrokerPort, "1883");
        _settings.Set(SettingNames.BrokerHost, "a,b:8884");
        Assert.Equal(["a:1883", "b:8884"], _settings.Brokers().Select(broker => broker.ToString()));
    }

    [Fact]
    public void Without_the_setting_there_is_no_broker() => Assert.Empty(_settings.Brokers());
}
