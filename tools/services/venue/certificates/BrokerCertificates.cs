using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>
/// The venue's own authority and the broker's certificate, on the curve P-256, which pedestals compute quickly. The authority
/// stays when the certificate is renewed, so that no pedestal has to be visited.
/// </summary>
static class BrokerCertificates
{
    /// <summary>The authority's certificate, which pedestals and services trust.</summary>
    public const string AuthorityFile = "authority.pem";

    /// <summary>The authority's key: whoever has it can impersonate the broker.</summary>
    public const string AuthorityKeyFile = "authority.key";

    /// <summary>The broker's certificate.</summary>
    public const string BrokerFile = "broker.pem";

    /// <summary>Its key.</summary>
    public const string BrokerKeyFile = "broker.key";

    const int AuthorityYears = 20;
    const int BrokerYears = 2;

    // Clocks differ, and a pedestal's is accurate to a second at best.
    static readonly TimeSpan Before = TimeSpan.FromDays(1);

    /// <summary>
    /// Creates what is missing, and a fresh broker certificate under the existing authority. Returns the authority and the time
    /// until which the broker's certificate is valid.
    /// </summary>
    /// <exception cref="InvalidOperationException">The authority's key is missing.</exception>
    public static (X509Certificate2 Authority, DateTimeOffset Until) Issue(string folder, IReadOnlyList<string> hosts, DateTimeOffset now)
    {
        var (file, keyFile) = (Path.Combine(folder, AuthorityFile), Path.Combine(folder, AuthorityKeyFile));
        if (File.Exists(file) && !File.Exists(keyFile))
        {
            throw new InvalidOperationException(
                $"{file} exists, but its key {keyFile} does not. Restore the key, or remove the certificate to create another authority, which "
                + "every pedestal and service then needs.");
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 authority;
        if (File.Exists(file))
        {
            authority = X509Certificate2.CreateFromPemFile(file, keyFile);
        }
        else
        {
            authority = Authority(key, now);
            SecretFile.Replace(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
            File.WriteAllText(file, authority.ExportCertificatePem() + "\n");
        }

        using var brokerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var end = now.AddYears(BrokerYears);
        var until = end < authority.NotAfter ? end : authority.NotAfter;
        using var broker = OfBroker(brokerKey, hosts).Create(authority, now - Before, until, Serial());
        SecretFile.Replace(Path.Combine(folder, BrokerKeyFile), brokerKey.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(Path.Combine(folder, BrokerFile), broker.ExportCertificatePem() + "\n");
        return (authority, until);
    }

    static X509Certificate2 Authority(ECDsa key, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=Palm pedestals of the venue", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now - Before, now.AddYears(AuthorityYears));
    }

    static CertificateRequest OfBroker(ECDsa key, IReadOnlyList<string> hosts)
    {
        // Only the names below matter; a common name may have at most 64 characters.
        var request = new CertificateRequest("CN=MQTT broker", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7f | 0x40);
        return serial;
    }
}
