using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>Ticketing's settings, section <c>Ticketing</c> of the configuration.</summary>
public sealed class TicketingOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Ticketing";

    /// <summary>The venue, as in the topics.</summary>
    public string Venue { get; set; } = string.Empty;

    /// <summary>
    /// The relying party whose tickets these are; the venue's own is "ticketing". It says which of the matcher's devices is this
    /// ticketing's.
    /// </summary>
    public string Party { get; set; } = PartyNames.Default;

    /// <summary>Whether a device is a matcher's: only their requests may contain tokens.</summary>
    internal bool IsMatcher(string device) => PartyNames.IsMatcherOf(device, Party);

    /// <summary>The SQLite file, created if absent, or "postgresql:" and a connection string.</summary>
    public string Database { get; set; } = "data/ticketing.db";

    /// <summary>Path of the key ring with the pedestals' and the matcher's keys.</summary>
    public string KeyFile { get; set; } = "data/ticketing.keys.json";

    /// <summary>Path of the key that signs rotating codes, created if absent; empty: beside the key ring.</summary>
    public string CodeKeyFile { get; set; } = "";

    /// <summary>The path of that key.</summary>
    internal string CodeKeyPath => CodeKeyFile.Length > 0
        ? CodeKeyFile
        : Path.Combine(Path.GetDirectoryName(KeyFile) ?? "", "ticketing.codes.key");

    /// <summary>Another ticketing system, used instead of the built-in store.</summary>
    public ExternalTicketsOptions External { get; set; } = new();

    /// <summary>Tickets sold with pretix.</summary>
    public PretixOptions Pretix { get; set; } = new();

    /// <summary>
    /// The pedestals that may admit rotating tickets by themselves, in the order of their lanes; empty for no offline
    /// admission.
    /// </summary>
    public string[] OfflineLanes { get; set; } = [];

    /// <summary>
    /// The enrolment pedestals inside the venue, where a static ticket that its guest has just used to enter opens an
    /// enrolment.
    /// </summary>
    public string[] BoothsInside { get; set; } = [];

    /// <summary>
    /// Whether the account must confirm an enrolment before a palm is captured; for built-in tickets whose accounts another
    /// system reaches. An external ticketing system decides this itself.
    /// </summary>
    public bool ConfirmEnrolments { get; set; }

    /// <summary>
    /// This ticketing's name among several that share a database and the venue's requests, up to 16 letters, digits, '-' or '_'; empty
    /// for the only one.
    /// </summary>
    public string Node { get; set; } = "";

    /// <summary>The broker's name or address.</summary>
    public string BrokerHost { get; set; } = "127.0.0.1";

    /// <summary>The broker's TCP port.</summary>
    public int BrokerPort { get; set; } = 1883;

    /// <summary>Further brokers of the venue, each host or host:port, with the same account.</summary>
    public string[] MoreBrokers { get; set; } = [];

    /// <summary>The account at the broker, and TLS.</summary>
    public BrokerLogin BrokerLogin { get; set; } = new();

    /// <summary>Refuses settings that the service cannot run with.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it.</exception>
    public void Validate()
    {
        if (!Topics.IsName(Venue))
        {
            throw new InvalidOperationException(
                $"{Section}:Venue must be 1 to {Topics.MaximumNameLength} letters, digits, '-', '_' or '.'.");
        }

        if (PartyNames.RefusalOf(Party) is { } reason)
        {
            throw new InvalidOperationException($"{Section}:Party cannot be used. {reason}");
        }

        if (BrokerPort is < 1 or > 65535)
        {
            throw new InvalidOperationException($"{Section}:BrokerPort is {BrokerPort}; it must be 1 to 65535.");
        }

        BrokerAddresses.OfSetting(MoreBrokers, BrokerPort, $"{Section}:{nameof(MoreBrokers)}");
        ValidateNode();
        if (OfflineLanes.Length > 64 || OfflineLanes.Any(lane => !Topics.IsName(lane))
            || OfflineLanes.Distinct(StringComparer.Ordinal).Count() != OfflineLanes.Length)
        {
            throw new InvalidOperationException($"{Section}:OfflineLanes must be at most 64 different pedestal names.");
        }

        if (BoothsInside.Any(booth => !Topics.IsName(booth)))
        {
            throw new InvalidOperationException($"{Section}:BoothsInside must be pedestal names.");
        }

        if (External.IsUsed && OfflineLanes.Length > 0)
        {
            throw new InvalidOperationException(
                $"{Section}:OfflineLanes needs the built-in tickets: another system may redeem a ticket in any way, and then a"
                + " lane that admits it offline would admit it a second time.");
        }

        if (External.IsUsed)
        {
            External.Validate();
        }

        if (Pretix.IsUsed)
        {
            Pretix.Validate();
            if (External.IsUsed || OfflineLanes.Length > 0)
            {
                throw new InvalidOperationException(
                    $"{Section}:Pretix cannot be used together with {Section}:{(External.IsUsed ? "External" : "OfflineLanes")}: a ticket "
                    + "has one system that decides, and pretix has no rotating codes.");
            }
        }
    }

    void ValidateNode()
    {
        if (Node.Length == 0)
        {
            return;
        }

        if (PartyNames.NodeRefusalOf(Node) is { } refusal)
        {
            throw new InvalidOperationException($"{Section}:{nameof(Node)} cannot be used. {refusal}");
        }

        if (External.IsUsed || Pretix.IsUsed || !Storage.Database.IsServer(Database))
        {
            throw new InvalidOperationException(
                $"{Section}:{nameof(Node)} needs the built-in tickets on PostgreSQL, which decides for all nodes; with {Section}:External, "
                + $"{Section}:Pretix or SQLite run one ticketing.");
        }
    }
}
