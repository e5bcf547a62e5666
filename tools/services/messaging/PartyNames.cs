namespace Pedestal.Messaging;

/// <summary>
/// What the services of a relying party are called at a venue's broker. A party is one ticketing service with its own keys; the
/// venue's own party is "ticketing". The names that follow from a party's name can be no pedestal's.
/// </summary>
public static class PartyNames
{
    /// <summary>The party of a venue's own ticketing.</summary>
    public const string Default = "ticketing";

    /// <summary>The name of the matcher, and of the device as which it sends requests to the default party.</summary>
    public const string Matcher = "matcher";

    // In no party's name, so that what follows it can only be a node.
    const int LongestNode = 16;
    const string NodeMark = "..";

    /// <summary>
    /// The device as which a matcher sends requests to a party, and the name of the key that both share. Of several matchers at one
    /// venue each has a device of its own, with sessions of its own.
    /// </summary>
    /// <param name="party">The party.</param>
    /// <param name="node">The matcher's name among several; empty for the first or only one.</param>
    public static string MatcherOf(string party, string node = "") =>
        (party == Default ? Matcher : $"{Matcher}.{party}") + (node.Length > 0 ? NodeMark + node : "");

    /// <summary>Whether a device is that of one of the matchers at a party.</summary>
    public static bool IsMatcherOf(string device, string party)
    {
        ArgumentNullException.ThrowIfNull(device);
        var first = MatcherOf(party);
        return device.StartsWith(first, StringComparison.Ordinal)
            && (device.Length == first.Length || device.AsSpan(first.Length).StartsWith(NodeMark, StringComparison.Ordinal));
    }

    /// <summary>The party to which one of the matchers' devices belongs.</summary>
    public static string PartyOf(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var first = device.Split(NodeMark)[0];
        return first == Matcher ? Default : first[(Matcher.Length + 1)..];
    }

    /// <summary>The account at the broker of the matcher to which a device belongs; its files are named after it.</summary>
    public static string AccountOf(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Split(NodeMark) is [_, var node] ? MatcherOf(Default, node) : Matcher;
    }

    /// <summary>The account of a party's ticketing at the broker; its files are named after it.</summary>
    /// <param name="party">The party.</param>
    /// <param name="node">The ticketing's name among several; empty for the first or only one.</param>
    public static string TicketingOf(string party, string node = "") =>
        (party == Default ? Default : $"{Default}.{party}") + (node.Length > 0 ? NodeMark + node : "");

    /// <summary>Whether an account is that of a further ticketing of a party, beside its first.</summary>
    public static bool IsFurtherTicketing(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return IsTicketing(account) && account.Contains(NodeMark, StringComparison.Ordinal);
    }

    /// <summary>Whether a name, in whatever case, is one of the matcher's devices.</summary>
    public static bool IsMatcher(string name) => IsOf(name, Matcher);

    /// <summary>Whether a name, in whatever case, is that of a party's ticketing.</summary>
    public static bool IsTicketing(string name) => IsOf(name, Default);

    /// <summary>Why no party can have this name; null when one can.</summary>
    public static string? RefusalOf(string party) =>
        !Topics.IsName(party) || party.Contains(NodeMark, StringComparison.Ordinal) || !party.Any(char.IsAsciiLetterOrDigit) || party.Length > Topics.MaximumNameLength - Default.Length - 1
            ? $"A party's name must be 1 to {Topics.MaximumNameLength - Default.Length - 1} letters, digits, '-', '_' or '.', at least one of "
                + "them a letter or digit, and no two dots in a row."
            : null;

    /// <summary>Why no matcher can have this name among several; null when one can.</summary>
    public static string? NodeRefusalOf(string node) =>
        !Topics.IsName(node) || node.Contains('.', StringComparison.Ordinal) || node.Length > LongestNode
            ? $"A node's name must be 1 to {LongestNode} letters, digits, '-' or '_'."
            : null;

    static bool IsOf(string name, string service) => name.Equals(service, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(service + ".", StringComparison.OrdinalIgnoreCase);
}
