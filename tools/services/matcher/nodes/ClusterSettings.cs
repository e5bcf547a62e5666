using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>This matcher as one node of several that share a venue's work: section "Cluster" of the matcher's settings.</summary>
public sealed class ClusterSettings
{
    const int MostShards = 1000;
    const int MostCopies = 3;
    const int MostRoom = MostShards * MostCopies;

    /// <summary>The node's name; empty: it is the only one.</summary>
    public string Node { get; set; } = "";

    /// <summary>The name or address at which the other nodes reach it, and at which it listens for them.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The TCP port there.</summary>
    public int Port { get; set; } = 11111;

    /// <summary>
    /// In how many shards the nodes hold everybody's palms, 2 to 1,000; 0: each node holds all of them. The same on all nodes, as are the
    /// copies: all of them are stopped before it is changed.
    /// </summary>
    public int Shards { get; set; }

    /// <summary>On how many nodes each shard is, 1 to 3.</summary>
    public int Copies { get; set; } = 2;

    /// <summary>How many copies of shards this node may hold, and one more while copies change places; 0: any number.</summary>
    public int Room { get; set; }

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
            if (Shards > 0)
            {
                throw new InvalidOperationException($"{Section}:{nameof(Shards)} needs {Section}:{nameof(Node)}: a matcher alone holds everybody.");
            }

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

        if (Shards is not (0 or >= 2 and <= MostShards))
        {
            throw new InvalidOperationException($"{Section}:{nameof(Shards)} must be 0 or 2 to {MostShards}.");
        }

        if (Copies is < 1 or > MostCopies)
        {
            throw new InvalidOperationException($"{Section}:{nameof(Copies)} must be 1 to {MostCopies}.");
        }

        if (Room is < 0 or > MostRoom)
        {
            throw new InvalidOperationException($"{Section}:{nameof(Room)} must be 0 to {MostRoom}.");
        }

        if (Dashboard.Length > 0 && !(Uri.TryCreate(Dashboard, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttp && page.IsLoopback))
        {
            throw new InvalidOperationException(
                $"{Section}:{nameof(Dashboard)} must be an address of the loopback, as in http://localhost:8080: whoever reaches it needs no key.");
        }
    }
}
