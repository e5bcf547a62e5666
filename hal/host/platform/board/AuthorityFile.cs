using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pedestal.Hal.Host;

/// <summary>
/// The authorities trusted to issue a broker's certificate: all certificates of a PEM file, or the one of a DER file.
/// </summary>
public static class AuthorityFile
{
    const string CertificateLabel = "CERTIFICATE";
    const int MaximumBytes = 1024 * 1024;

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">
    /// It holds no certificate, or one that cannot be read; the message says which.
    /// </exception>
    public static X509Certificate2Collection Load(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MaximumBytes }
                ? throw new InvalidDataException($"it is longer than {MaximumBytes} bytes")
                : Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidDataException($"The authority file '{path}' cannot be used: {e.Message}", e);
        }
    }

    /// <summary>All certificates in these bytes, in order.</summary>
    /// <exception cref="InvalidDataException">There is none, or one cannot be read.</exception>
    public static X509Certificate2Collection Parse(byte[] content)
    {
        var certificates = new X509Certificate2Collection();
        var text = TextOf(content);
        var rest = text.AsSpan();
        try
        {
            while (PemEncoding.TryFind(rest, out var found))
            {
                if (rest[found.Label].SequenceEqual(CertificateLabel))
                {
                    certificates.Add(X509Certificate2.CreateFromPem(rest[found.Location]));
                }

                rest = rest[found.Location.End..];
            }

            // A beginning without an end is a certificate that was cut or altered.
            if (rest.Contains($"-----BEGIN {CertificateLabel}-----", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"certificate number {certificates.Count + 1} is incomplete");
            }

            if (certificates.Count == 0 && content is [0x30, ..])
            {
                certificates.Add(X509CertificateLoader.LoadCertificate(content));
            }
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException($"certificate number {certificates.Count + 1} cannot be read", e);
        }

        return certificates.Count > 0
            ? certificates
            : throw new InvalidDataException("it holds no certificate; one begins with \"-----BEGIN CERTIFICATE-----\"");
    }

    // Some editors save text as UTF-16, marked by its first bytes.
    static string TextOf(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.Latin1, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
