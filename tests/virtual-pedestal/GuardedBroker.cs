using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A broker that accepts only one account, with TLS if it has a certificate.</summary>
sealed class GuardedBroker : IAsyncDisposable
{
    public const string Username = "gate-1";
    public const string Password = "correct horse";

    readonly MqttServer _server;

    GuardedBroker(MqttServer server, int port)
    {
        _server = server;
        Port = port;
    }

    public int Port { get; }

    public static async Task<GuardedBroker> StartAsync(X509Certificate2? certificate)
    {
        var builder = new MqttServerOptionsBuilder();
        if (certificate == null)
        {
            builder.WithDefaultEndpoint().WithDefaultEndpointPort(0)
                .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.None);
        }
        else
        {
            builder.WithEncryptedEndpoint().WithEncryptedEndpointPort(0).WithEncryptionCertificate(certificate)
                .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
                .WithEncryptedEndpointBoundIPV6Address(IPAddress.None);
        }

        var options = builder.Build();
        var server = new MqttServerFactory().CreateMqttServer(options);
        server.ValidatingConnectionAsync += connection =>
        {
            connection.ReasonCode = (connection.UserName, connection.Password) == (Username, Password)
                ? MqttConnectReasonCode.Success
                : MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
        await server.StartAsync();
        var port = certificate == null ? options.DefaultEndpointOptions.Port : options.TlsEndpointOptions.Port;
        return new GuardedBroker(server, port);
    }

    /// <summary>Makes an authority and a certificate that it issued for a name, valid for so many days from yesterday.</summary>
    public static (X509Certificate2 Authority, X509Certificate2 Broker) Certify(string name, double days = 30)
    {
        var from = DateTimeOffset.UtcNow.AddDays(-1);
        var to = from.AddDays(30);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Venue", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var root = authority.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(root, from, from.AddDays(days), [1]);
        using var withKey = issued.CopyWithPrivateKey(key);

        // On Windows a server can use only keys from a key store.
        return (root, X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), password: null));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new MqttServerStopOptions());
        _server.Dispose();
    }
}
