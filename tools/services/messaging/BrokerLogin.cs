using MQTTnet;

namespace Pedestal.Messaging;

/// <summary>How a service authenticates to the broker, and the broker to the service.</summary>
public sealed class BrokerLogin
{
    const int LongestPassword = 64 * 1024;

    /// <summary>The account at the broker; empty for none.</summary>
    public string Username { get; set; } = "";

    /// <summary>The file whose first line is the account's password.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The password itself when it does not come from a file; otherwise null.</summary>
    internal string? Known { get; init; }

    /// <summary>Whether the connection uses TLS, so that the broker must prove its name with a certificate.</summary>
    public bool Tls { get; set; }

    /// <summary>
    /// The authorities that may have issued the broker's certificate: a PEM file with one or more; empty for those the system
    /// trusts.
    /// </summary>
    public string AuthorityFile { get; set; } = "";

    /// <summary>
    /// Adds account and TLS to a connection's options. The files are read each time, so that a new password needs no restart.
    /// </summary>
    /// <exception cref="InvalidDataException">A file cannot be used; the message names it.</exception>
    public void Apply(MqttClientOptionsBuilder builder)
    {
        if (Username.Length > 0)
        {
            builder.WithCredentials(Username, Known ?? Password());
        }

        if (Tls)
        {
            builder.WithTlsOptions(tls =>
            {
                tls.UseTls();
                if (AuthorityFile.Length > 0)
                {
                    tls.WithTrustChain(Hal.Host.AuthorityFile.Load(AuthorityFile));
                }
            });
        }
    }

    string Password()
    {
        try
        {
            return TextFile.FirstLine(PasswordFile, LongestPassword);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The password file '{PasswordFile}' of the account {Username} cannot be used: {e.Message}", e);
        }
    }
}
