using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;

namespace Pedestal.Hal.Host.Platform;

/// <summary>TLS to a broker, and whether the board accepts the broker's certificate.</summary>
/// <param name="host">The name that the certificate must be for.</param>
/// <param name="authorities">The authorities that may have issued it; null for those the system trusts.</param>
/// <param name="judged">Called at the end of the handshake.</param>
sealed class BrokerTrust(string host, X509Certificate2Collection? authorities, Action judged)
{
    /// <summary>Why the last certificate was not accepted; null if it was, or before the first.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Adds TLS to a connection's options.</summary>
    public void ApplyTo(MqttClientTlsOptionsBuilder tls)
    {
        tls.UseTls().WithSslProtocols(SslProtocols.Tls12).WithTargetHost(host).WithCertificateValidationHandler(IsAccepted);
        if (authorities != null)
        {
            tls.WithTrustChain(authorities);
        }
    }

    bool IsAccepted(MqttClientCertificateValidationEventArgs broker)
    {
        judged();
        var faults = broker.Chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, next) => all | next.Status);
        Refusal = broker.SslPolicyErrors == SslPolicyErrors.None ? null : "the broker's certificate is not accepted: " +
            (faults.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "it has expired or is not valid yet; check both clocks"
            : faults != X509ChainStatusFlags.NoError ? $"it was not issued by the expected authority ({faults})"
            : $"it is not for the name {host}");
        return Refusal == null;
    }
}
