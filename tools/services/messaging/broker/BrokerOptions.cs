namespace Pedestal.Messaging;

/// <summary>Where the embedded broker listens, and what it accepts.</summary>
public sealed class BrokerOptions
{
    /// <summary>IP address to listen on, or <c>localhost</c>.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>TCP port; 0 picks any free one.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>
    /// The file of accounts, created by "venue provision"; empty for none. A client that connects under an account has only
    /// that account's topic rights.
    /// </summary>
    public string AccountFile { get; set; } = "";

    /// <summary>
    /// Whether clients on this machine need an account too. Clients always do where the broker listens beyond the loopback
    /// interface.
    /// </summary>
    public bool NeedsAccounts { get; set; }

    /// <summary>Limits on what clients may use.</summary>
    public BrokerLimits Limits { get; set; } = new();
}
