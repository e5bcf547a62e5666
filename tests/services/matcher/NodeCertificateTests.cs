using System.Net.Security;
using Orleans.Connections.Security;

namespace Pedestal.Matcher.Tests;

/// <summary>Nodes accept each other by what only they know.</summary>
public sealed class NodeCertificateTests
{
    [Fact]
    public void Who_has_the_secret_is_accepted_and_nobody_else()
    {
        var (own, other, stranger) = (OptionsOf(1), OptionsOf(1), OptionsOf(2));

        Assert.True(IsAccepted(own, other));
        Assert.False(IsAccepted(own, stranger));
        Assert.Equal(RemoteCertificateMode.RequireCertificate, own.ClientCertificateMode);
        Assert.Equal(RemoteCertificateMode.RequireCertificate, own.RemoteCertificateMode);
    }

    /// <summary>The pair is the same on every machine, so the certificate is good for a handshake whichever of them made it.</summary>
    [Fact]
    public void Every_node_has_the_pair() => Assert.Equal(
        OptionsOf(0xFF).LocalCertificate!.GetPublicKey(), OptionsOf(0xFF).LocalCertificate!.GetPublicKey());

    static bool IsAccepted(TlsOptions own, TlsOptions other) =>
        own.RemoteCertificateValidation!(other.LocalCertificate!, null, SslPolicyErrors.RemoteCertificateChainErrors);

    static TlsOptions OptionsOf(byte secret)
    {
        var options = new TlsOptions();
        NodeCertificate.Require([.. Enumerable.Repeat(secret, 32)])(options);
        return options;
    }
}
