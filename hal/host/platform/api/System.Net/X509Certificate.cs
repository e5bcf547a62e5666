using System.Security.Cryptography.X509Certificates;
using Pedestal.Hal.Host;

namespace NanoSystem.Security.Cryptography.X509Certificates;

/// <summary>Certificates as the TLS library takes them: PEM, several behind one another, or DER.</summary>
public class X509Certificate
{
    /// <summary>Those in these bytes.</summary>
    /// <exception cref="InvalidDataException">The TLS library cannot use them.</exception>
    public X509Certificate(byte[] certificate) => Authorities = AuthorityFile.Parse(certificate);

    internal X509Certificate2Collection Authorities { get; }
}
