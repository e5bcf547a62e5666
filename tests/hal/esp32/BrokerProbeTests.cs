using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

/// <summary>The device probes a broker over TCP before the handshake: does it reply, or is it silent?</summary>
public sealed class BrokerProbeTests : IDisposable
{
    const int LongTimeout = 30_000;
    const int ShortTimeout = 100;
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Board _board = new(new RealTime());
    readonly IDisposable _entered;

    public BrokerProbeTests()
    {
        _listener.Start();
        _entered = _board.Enter();
        _board.Radio.JoinTime = TimeSpan.Zero;
        Assert.Equal(WifiStatus.Connected, new WifiConnector("venue", "passphrase", "time.venue.example").Connect(LongTimeout));
    }

    int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public void A_silent_broker_is_reported_within_the_timeout()
    {
        // The operating system accepts the connection for the listener.
        var fault = BrokerProbe.Probe(new("127.0.0.1", Port), tls: true, ShortTimeout);
        Assert.StartsWith("the broker accepts the connection and does not reply: ", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tls_server_replies_to_the_client_hello(bool rsa)
    {
        var server = ServeAsync(rsa);
        Assert.Null(await Task.Run(() => BrokerProbe.Probe(new("127.0.0.1", Port), tls: true, LongTimeout), TestContext.Current.CancellationToken));
        await server;
    }

    [Fact]
    public async Task A_broker_that_closes_the_connection_is_reported()
    {
        var accepted = _listener.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask()
            .ContinueWith(socket => socket.Result.Close(), TaskScheduler.Default);
        var fault = await Task.Run(() => BrokerProbe.Probe(new("127.0.0.1", Port), tls: true, LongTimeout), TestContext.Current.CancellationToken);
        Assert.NotNull(fault);
        await accepted;
    }

    [Fact]
    public void An_unreachable_broker_is_reported()
    {
        var port = Port;
        _listener.Stop();
        var fault = BrokerProbe.Probe(new("127.0.0.1", port), tls: true, LongTimeout);
        Assert.DoesNotContain("does not reply", fault, StringComparison.Ordinal);
        Assert.NotNull(fault);
    }

    [Fact]
    public void An_unknown_name_is_reported() => Assert.StartsWith(
        "the name broker.invalid was not found: ", BrokerProbe.Probe(new("broker.invalid", 8883), tls: true, LongTimeout), StringComparison.Ordinal);

    [Fact]
    public void The_client_hello_states_its_own_lengths()
    {
        var hello = ClientHello.Write();
        Assert.Equal(hello.Length - 5, hello[3] << 8 | hello[4]);
        Assert.Equal(hello.Length - 9, hello[6] << 16 | hello[7] << 8 | hello[8]);
    }

    async Task ServeAsync(bool rsa)
    {
        using var certificate = Certify(rsa);
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var stream = new SslStream(client.GetStream());

        // The probe closes the connection in the middle of the handshake.
        await Assert.ThrowsAnyAsync<IOException>(() => stream.AuthenticateAsServerAsync(certificate));
    }

    static X509Certificate2 Certify(bool rsa)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = RSA.Create(2048);
        var request = rsa
            ? new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=broker", ec, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
