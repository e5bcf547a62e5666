using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace Pedestal.Matcher;

/// <summary>
/// Mutual TLS between nodes: each shows a certificate whose key pair follows from a secret that all of them have, and accepts nobody
/// else. So there is no certificate to issue, to copy or to renew.
/// </summary>
static class NodeCertificate
{
    const string Name = "pedestal-node";

    /// <summary>The options for connections with the holders of a 32-byte secret.</summary>
    public static Action<TlsOptions> Require(byte[] secret)
    {
        var own = Create(secret);
        var key = own.GetPublicKey();
        return tls =>
        {
            (tls.LocalCertificate, tls.RemoteCertificateMode, tls.ClientCertificateMode) =
                (own, RemoteCertificateMode.RequireCertificate, RemoteCertificateMode.RequireCertificate);
            tls.RemoteCertificateValidation = (certificate, _, _) => certificate.GetPublicKey().AsSpan().SequenceEqual(key);
            tls.OnAuthenticateAsClient = (_, connection) => connection.TargetHost = Name;
        };
    }

    static X509Certificate2 Create(byte[] secret)
    {
        // Below the order of the curve, whatever the secret.
        byte[] scalar = [(byte)(secret[0] & 0x7F), .. secret.AsSpan(1)];
        using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        var now = DateTimeOffset.UtcNow;

        // Nobody looks at the dates: a clock that is wrong must keep no node out.
        return new CertificateRequest($"CN={Name}", pair, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddYears(-10), now.AddYears(10));
    }
}
