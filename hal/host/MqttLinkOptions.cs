using System.Security.Cryptography.X509Certificates;

namespace Pedestal.Hal.Host;

/// <summary>Which broker a pedestal connects to, and as which device.</summary>
public sealed class MqttLinkOptions
{
    /// <summary>The broker's name or address.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The broker's TCP port.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>The venue the device stands in.</summary>
    public string Venue { get; set; } = string.Empty;

    /// <summary>The device's name; a second device of the same name throws the first off the broker.</summary>
    public string Device { get; set; } = string.Empty;

    /// <summary>The account at the broker; none when null.</summary>
    public string? Username { get; set; }

    /// <summary>That account's password; without <see cref="Tls"/> it crosses the network in the clear.</summary>
    public string? Password { get; set; }

    /// <summary>The gate's pulse, during which no connection attempt begins; null where there is no gate.</summary>
    public GatePulse? Pulse { get; set; }

    /// <summary>How long the broker may take for each step of a connection attempt.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the connection is encrypted and the broker must prove its name by a certificate.</summary>
    public bool Tls { get; set; }

    /// <summary>Who may have issued the broker's certificate; any authority the system trusts when null.</summary>
    public X509Certificate2Collection? TlsAuthorities { get; set; }
}
