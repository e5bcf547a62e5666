using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

/// <summary>The device's look at a broker before the handshake, over TCP: who answers, who is silent.</summary>
public sealed class BrokerProbeTests : IDisposable
{
    const int Generous = 30_000;
    const int Short = 100;
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Board _board = new(new RealTime());
    readonly IDisposable _entered;

    public BrokerProbeTests()
    {
        _listener.Start();
        _entered = _board.Enter();
        _board.Radio.JoinTime = TimeSpan.Zero;
        Assert.Equal(WifiStatus.Connected, new WifiConnector("venue", "passphrase", "time.venue.example").Connect(Generous));
    }

    int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public void A_broker_that_accepts_and_says_nothing_is_named_and_the_wait_ends()
    {
        // The system accepts for the listener.
        var fault = BrokerProbe.Ask("127.0.0.1", Port, Short);
        Assert.StartsWith("the broker accepts the connection and does not answer: ", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tls_server_answers_the_greeting(bool rsa)
    {
        var server = ServeAsync(rsa);
        Assert.Null(await Task.Run(() => BrokerProbe.Ask("127.0.0.1", Port, Generous), TestContext.Current.CancellationToken));
        await server;
    }

    [Fact]
    public async Task A_broker_that_hangs_up_is_named()
    {
        var accepted = _listener.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask()
            .ContinueWith(socket => socket.Result.Close(), TaskScheduler.Default);
        var fault = await Task.Run(() => BrokerProbe.Ask("127.0.0.1", Port, Generous), TestContext.Current.CancellationToken);
        Assert.NotNull(fault);
        await accepted;
    }

    [Fact]
    public void A_broker_that_is_away_is_named()
    {
        var port = Port;
        _listener.Stop();
        var fault = BrokerProbe.Ask("127.0.0.1", port, Generous);
        Assert.DoesNotContain("does not answer", fault, StringComparison.Ordinal);
        Assert.NotNull(fault);
    }

    [Fact]
    public void A_name_that_nobody_knows_is_named() => Assert.StartsWith(
        "the name broker.invalid was not found: ", BrokerProbe.Ask("broker.invalid", 8883, Generous), StringComparison.Ordinal);

    [Fact]
    public void The_lengths_in_the_greeting_are_its_own()
    {
        var greeting = TlsGreeting.Write();
        Assert.Equal(greeting.Length - 5, greeting[3] << 8 | greeting[4]);
        Assert.Equal(greeting.Length - 9, greeting[6] << 16 | greeting[7] << 8 | greeting[8]);
    }

    async Task ServeAsync(bool rsa)
    {
        using var certificate = Certify(rsa);
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var stream = new SslStream(client.GetStream());

        // The probe leaves in the middle of the handshake.
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
