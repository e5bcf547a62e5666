using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pedestal.Hal.Host;

namespace Pedestal.Messaging.Tests;

public sealed class AuthorityFileTests : IDisposable
{
    static readonly string[] Names = ["CN=First", "CN=Second", "CN=Third"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("authority-");

    string PathOf => Path.Combine(_folder.FullName, "authority.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Every_certificate_in_a_file_is_read(string encoding)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = "Certificate: what openssl writes before\r\n" + string.Join("\r\n# between\r\n", Names.Select(Pem))
            + "\n" + key.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(PathOf, text, Encoding.GetEncoding(encoding));
        Assert.Equal(Names, AuthorityFile.Load(PathOf).Select(certificate => certificate.Subject));
    }

    [Fact]
    public void A_DER_certificate_is_read_too()
    {
        using var certificate = X509Certificate2.CreateFromPem(Pem(Names[0]));
        Assert.Equal(Names[0], Assert.Single(AuthorityFile.Parse(certificate.RawData)).Subject);
    }

    [Theory]
    [InlineData("", "holds no certificate")]
    [InlineData("hello", "holds no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate number 1 cannot be read")]
    [InlineData("WHOLE-----BEGIN CERTIFICATE-----\nMIIB\n", "certificate number 2 is incomplete")]
    public void A_file_without_a_certificate_is_reported_by_path(string text, string says)
    {
        File.WriteAllText(PathOf, text.Replace("WHOLE", Pem(Names[0]) + "\n", StringComparison.Ordinal));
        var error = Assert.Throws<InvalidDataException>(() => AuthorityFile.Load(PathOf));
        Assert.Contains(PathOf, error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_or_a_folder_is_reported()
    {
        Assert.Contains(PathOf, Assert.Throws<InvalidDataException>(() => AuthorityFile.Load(PathOf)).Message);
        Assert.Contains(
            _folder.FullName, Assert.Throws<InvalidDataException>(() => AuthorityFile.Load(_folder.FullName)).Message);
    }

    static string Pem(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(name, key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem();
    }
}
