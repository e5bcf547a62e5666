using System.Security.Cryptography.X509Certificates;
using MQTTnet;

namespace Pedestal.Messaging;

/// <summary>How a service proves to the broker who it is, and how the broker proves it to the service.</summary>
public sealed class BrokerLogin
{
    /// <summary>The account at the broker; empty for none.</summary>
    public string Username { get; set; } = "";

    /// <summary>The file whose first line is the account's password.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Whether the connection is encrypted and the broker must prove its name by a certificate.</summary>
    public bool Tls { get; set; }

    /// <summary>
    /// Who must have issued the broker's certificate, a PEM file; empty for any authority the system trusts.
    /// </summary>
    public string AuthorityFile { get; set; } = "";

    /// <summary>
    /// Adds it to a connection's options. The files are read each time, so that a new password needs no restart.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Apply(MqttClientOptionsBuilder builder)
    {
        if (Username.Length > 0)
        {
            builder.WithCredentials(Username, File.ReadLines(PasswordFile).FirstOrDefault() ?? "");
        }

        if (Tls)
        {
            builder.WithTlsOptions(tls =>
            {
                tls.UseTls();
                if (AuthorityFile.Length > 0)
                {
                    tls.WithTrustChain([X509CertificateLoader.LoadCertificateFromFile(AuthorityFile)]);
                }
            });
        }
    }
}
