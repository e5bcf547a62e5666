using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>This matcher as one node of several that share a venue's work: section "Cluster" of the matcher's settings.</summary>
public sealed class ClusterSettings
{
    /// <summary>The node's name; empty: it is the only one.</summary>
    public string Node { get; set; } = "";

    /// <summary>The name or address at which the other nodes reach it, and at which it listens for them.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The TCP port there.</summary>
    public int Port { get; set; } = 11111;

    /// <summary>Address of the cluster's dashboard, as in http://localhost:8080; empty for none. It asks for no key.</summary>
    public string Dashboard { get; set; } = "";

    /// <summary>Whether there are other nodes.</summary>
    internal bool IsOn => Node.Length > 0;

    /// <summary>Refuses settings that cannot work.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it.</exception>
    internal void Validate(bool isDatabaseShared)
    {
        const string Section = $"{MatcherOptions.Section}:{nameof(MatcherOptions.Cluster)}";
        if (!IsOn)
        {
            return;
        }

        if (PartyNames.NodeRefusalOf(Node) is { } refusal)
        {
            throw new InvalidOperationException($"{Section}:{nameof(Node)} cannot be used. {refusal}");
        }

        if (!isDatabaseShared)
        {
            throw new InvalidOperationException(
                $"{Section}:{nameof(Node)} needs {MatcherOptions.Section}:{nameof(MatcherOptions.Database)} on PostgreSQL, which all nodes use.");
        }

        if (Port is < 1 or > ushort.MaxValue)
        {
            throw new InvalidOperationException($"{Section}:{nameof(Port)} must be 1 to {ushort.MaxValue}.");
        }

        if (Dashboard.Length > 0 && !(Uri.TryCreate(Dashboard, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttp && page.IsLoopback))
        {
            throw new InvalidOperationException(
                $"{Section}:{nameof(Dashboard)} must be an address of the loopback, as in http://localhost:8080: whoever reaches it needs no key.");
        }
    }
}
