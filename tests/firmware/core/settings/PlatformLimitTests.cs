using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsCheck;
using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

/// <summary>A value that the device's platform does not allow is refused with the reason when it is set.</summary>
public sealed class PlatformLimitTests
{
    [Theory]
    [InlineData("wifi.ssid", 31, null)]
    [InlineData("wifi.ssid", 32, "must have 1 to 31 characters; this one has 32")]
    [InlineData("wifi.password", 63, null)]
    [InlineData("wifi.password", 64, "must have 8 to 63 characters; this one has 64")]
    [InlineData("wifi.password", 7, "must have 8 to 63 characters; this one has 7")]
    [InlineData("broker.user", 65, "must have 1 to 64 characters; this one has 65")]
    [InlineData("venue", 65, "must have 1 to 64 characters; this one has 65")]
    public void A_text_may_be_as_long_as_the_platform_allows(string name, int length, string? fault) =>
        Assert.Equal(fault, FaultOf(name, new string('x', length)));

    [Fact]
    public void No_accepted_text_is_longer_than_the_platform_allows() => Gen.String.Sample(text =>
        FaultOf("wifi.ssid", text) != null || Encoding.UTF8.GetByteCount(text) is >= 1 and <= 31);

    [Theory]
    [InlineData("broker.venue.example")]
    [InlineData("broker")]
    [InlineData("10.0.0.2")]
    [InlineData("255.255.255.255")]
    [InlineData("3com.example")]
    public void A_valid_host_is_accepted(string host) => Assert.Null(FaultOf("broker.host", host));

    [Theory]
    [InlineData("broker..example")]
    [InlineData(".broker")]
    [InlineData("broker.")]
    [InlineData("-broker.example")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.2.3")]
    [InlineData("broker.example.1")]
    [InlineData("mqtt://broker")]
    [InlineData("bröker")]
    public void A_host_that_no_name_service_could_resolve_is_refused(string host)
    {
        Assert.StartsWith("must be 1 to 4 host names or IPv4 addresses", FaultOf("broker.host", host), StringComparison.Ordinal);
        Assert.StartsWith("must be a host name or an IPv4 address", FaultOf("time.server", host), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_broker_has_a_port()
    {
        Assert.Null(FaultOf("broker.host", "broker:8883"));
        Assert.StartsWith("must be a host name", FaultOf("time.server", "time.example:123"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_has_at_most_63_characters()
    {
        Assert.Null(FaultOf("broker.host", new string('x', 63) + ".example"));
        Assert.NotNull(FaultOf("broker.host", new string('x', 64) + ".example"));
    }

    [Fact]
    public void A_certificate_is_accepted_only_if_complete()
    {
        foreach (var der in (byte[][])[Certificates.Der, Rsa()])
        {
            Assert.Null(FaultOf("broker.ca", Convert.ToBase64String(der)));
            for (var length = 0; length < der.Length; length++)
            {
                Assert.StartsWith(
                    "must be a certificate in DER, as one line of Base64; this ",
                    FaultOf("broker.ca", Convert.ToBase64String(der[..length])), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_truncated_certificate_is_reported_as_cut_off() => Assert.EndsWith(
        "; this is cut off: 180 of its 359 bytes", FaultOf("broker.ca", Certificates.Text[..240]), StringComparison.Ordinal);

    [Fact]
    public void Other_text_than_a_certificate_is_reported_as_what_it_is()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = PemEncoding.WriteString("CERTIFICATE", Certificates.Der);
        Assert.Contains("this is PEM", FaultOf("broker.ca", pem.ReplaceLineEndings(" ")), StringComparison.Ordinal);
        Assert.Contains("PEM file encoded in Base64", FaultOf("broker.ca", Base64(Encoding.ASCII.GetBytes(pem))), StringComparison.Ordinal);
        Assert.Contains("not Base64, or is cut off", FaultOf("broker.ca", Certificates.Text[..241]), StringComparison.Ordinal);
        Assert.Contains("359 bytes too many", FaultOf("broker.ca", Base64([.. Certificates.Der, .. Certificates.Der])),
            StringComparison.Ordinal);
        Assert.Contains("not a certificate", FaultOf("broker.ca", Base64(key.ExportSubjectPublicKeyInfo())), StringComparison.Ordinal);
        Assert.Contains("not a certificate", FaultOf("broker.ca", Base64(key.ExportECPrivateKey())), StringComparison.Ordinal);
        Assert.Contains("not a certificate", FaultOf("broker.ca", Base64("certificate"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("4096 are allowed", FaultOf("broker.ca", Base64(new byte[4097])), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_checked_without_an_exception() => Gen.Byte.Array[0, 400].Sample(
        bytes => FaultOf("broker.ca", Base64(bytes)) != null);

    [Fact]
    public void An_altered_certificate_is_checked_without_an_exception() =>
        Gen.Int[0, Certificates.Der.Length - 1].Select(Gen.Byte).Sample((at, value) =>
        {
            var der = Certificates.Der.ToArray();
            der[at] = value;
            FaultOf("broker.ca", Base64(der));
        });

    static byte[] Rsa()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Venue", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(40));
        return certificate.RawData;
    }

    static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    static string? FaultOf(string name, string value) => SettingsSchema.All[SettingsSchema.IndexOf(name)].FaultOf(value);
}
