namespace Pedestal.Messaging;

/// <summary>Where the embedded broker listens, and what it takes.</summary>
public sealed class BrokerOptions
{
    /// <summary>IP address to listen on, or <c>localhost</c>.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>TCP port; 0 takes any free one.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>
    /// The file of accounts, from "matcher provision"; empty for none. Whoever connects under an account has its topic rights only.
    /// </summary>
    public string AccountFile { get; set; } = "";

    /// <summary>
    /// Whether nobody may connect without an account, also on this machine. Where the broker listens beyond the loopback it is so
    /// in any case.
    /// </summary>
    public bool NeedsAccounts { get; set; }

    /// <summary>How much it takes from clients.</summary>
    public BrokerLimits Limits { get; set; } = new();
}
