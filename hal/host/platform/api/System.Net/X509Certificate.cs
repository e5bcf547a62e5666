using System.Security.Cryptography.X509Certificates;
using Pedestal.Hal.Host;

namespace NanoSystem.Security.Cryptography.X509Certificates;

/// <summary>Certificates as the TLS library accepts them: one or several in PEM, or one in DER.</summary>
public class X509Certificate
{
    /// <summary>Parses certificates.</summary>
    /// <exception cref="InvalidDataException">The TLS library cannot use them.</exception>
    public X509Certificate(byte[] certificate) => Authorities = AuthorityFile.Parse(certificate);

    internal X509Certificate2Collection Authorities { get; }
}
