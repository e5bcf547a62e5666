using System.Security.Cryptography.X509Certificates;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class GuardedBrokerTests
{
    const int TestTimeout = 60_000;

    [Fact(Timeout = TestTimeout)]
    public async Task The_account_is_accepted()
    {
        await using var broker = await GuardedBroker.StartAsync(certificate: null);
        await using var link = Connect(broker, GuardedBroker.Password, tls: false);

        await Eventually.TrueAsync(link.IsConnected, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_wrong_password_is_reported_but_not_shown()
    {
        await using var broker = await GuardedBroker.StartAsync(certificate: null);
        await using var link = Connect(broker, "wrong horse", tls: false);

        var fault = await FaultAsync(link, TestContext.Current.CancellationToken);

        Assert.Contains("MQTT reason 134", fault);
        Assert.DoesNotContain("horse", fault);
        Assert.False(link.IsConnected());
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_with_a_certificate_of_the_given_authority_is_trusted()
    {
        var (authority, certificate) = GuardedBroker.Certify("localhost");
        await using var broker = await GuardedBroker.StartAsync(certificate);
        await using var link = Connect(broker, GuardedBroker.Password, tls: true, authority);

        await Eventually.TrueAsync(link.IsConnected, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_with_a_certificate_of_an_unknown_authority_is_rejected()
    {
        var (_, certificate) = GuardedBroker.Certify("localhost");
        await RefusedAsync(certificate, authority: null, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_with_a_certificate_of_another_authority_is_rejected()
    {
        var (_, certificate) = GuardedBroker.Certify("localhost");
        var (other, _) = GuardedBroker.Certify("localhost");
        await RefusedAsync(certificate, other, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_with_a_certificate_for_another_name_is_rejected()
    {
        var (authority, certificate) = GuardedBroker.Certify("elsewhere.example");
        await RefusedAsync(certificate, authority, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_broker_with_an_expired_certificate_is_rejected_and_the_fault_says_so()
    {
        var (authority, certificate) = GuardedBroker.Certify("localhost", days: 0.9);
        var fault = await RefusedAsync(certificate, authority, TestContext.Current.CancellationToken);
        Assert.Contains("expired", fault);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task An_unknown_name_is_reported()
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

        var fault = await FaultAsync(link, cancellation);
        Assert.Contains("certificate", fault);
        Assert.False(link.IsConnected());
        return fault;
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
