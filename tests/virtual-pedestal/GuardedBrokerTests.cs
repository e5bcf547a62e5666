using System.Security.Cryptography.X509Certificates;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class GuardedBrokerTests
{
    const int TestTimeout = 60_000;

    [Fact(Timeout = TestTimeout)]
    public async Task The_account_is_let_in()
    {
        await using var broker = await GuardedBroker.StartAsync(certificate: null);
        await using var link = Connect(broker, GuardedBroker.Password, tls: false);

        await Eventually.TrueAsync(link.IsConnected, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_wrong_password_is_named_but_not_shown()
    {
        await using var broker = await GuardedBroker.StartAsync(certificate: null);
        await using var link = Connect(broker, "wrong horse", tls: false);

        var trouble = await FaultAsync(link, TestContext.Current.CancellationToken);

        Assert.Contains("MQTT reason 134", trouble);
        Assert.DoesNotContain("horse", trouble);
        Assert.False(link.IsConnected());
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_certified_by_the_given_authority_is_trusted()
    {
        var (authority, certificate) = GuardedBroker.Certify("localhost");
        await using var broker = await GuardedBroker.StartAsync(certificate);
        await using var link = Connect(broker, GuardedBroker.Password, tls: true, authority);

        await Eventually.TrueAsync(link.IsConnected, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_of_an_authority_unknown_to_the_system_is_not()
    {
        var (_, certificate) = GuardedBroker.Certify("localhost");
        await RefusedAsync(certificate, authority: null, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_of_another_authority_is_not()
    {
        var (_, certificate) = GuardedBroker.Certify("localhost");
        var (other, _) = GuardedBroker.Certify("localhost");
        await RefusedAsync(certificate, other, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_of_another_name_is_not()
    {
        var (authority, certificate) = GuardedBroker.Certify("elsewhere.example");
        await RefusedAsync(certificate, authority, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_whose_certificate_has_expired_is_not_and_the_trouble_says_so()
    {
        var (authority, certificate) = GuardedBroker.Certify("localhost", days: 0.9);
        var trouble = await RefusedAsync(certificate, authority, TestContext.Current.CancellationToken);
        Assert.Contains("expired", trouble);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_name_that_nobody_knows_is_named()
    {
        await using var broker = await GuardedBroker.StartAsync(certificate: null);
        await using var link = Connect(broker, GuardedBroker.Password, tls: false, host: "broker.invalid");

        Assert.Contains("broker.invalid", await FaultAsync(link, TestContext.Current.CancellationToken));
        Assert.False(link.IsConnected());
    }

    static async Task<string> RefusedAsync(
        X509Certificate2 certificate, X509Certificate2? authority, CancellationToken cancellation)
    {
        await using var broker = await GuardedBroker.StartAsync(certificate);
        await using var link = Connect(broker, GuardedBroker.Password, tls: true, authority);

        var trouble = await FaultAsync(link, cancellation);
        Assert.Contains("certificate", trouble);
        Assert.False(link.IsConnected());
        return trouble;
    }

    static BoardLink Connect(
        GuardedBroker broker, string password, bool tls, X509Certificate2? authority = null, string host = "localhost")
    {
        var link = new BoardLink(broker.Port, host, tls, authority, GuardedBroker.Username, password);
        link.Start();
        return link;
    }

    static async Task<string> FaultAsync(BoardLink link, CancellationToken cancellation)
    {
        await Eventually.TrueAsync(() => link.Fault is not (null or "not started"), cancellation);
        return link.Fault!;
    }
}
