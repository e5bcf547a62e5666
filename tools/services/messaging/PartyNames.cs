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

    /// <summary>The device as which the matcher sends requests to a party, and the name of the key that both share.</summary>
    public static string MatcherOf(string party) => party == Default ? Matcher : $"{Matcher}.{party}";

    /// <summary>The account of a party's ticketing at the broker; its files are named after it.</summary>
    public static string TicketingOf(string party) => party == Default ? Default : $"{Default}.{party}";

    /// <summary>Whether a name, in whatever case, is one of the matcher's devices.</summary>
    public static bool IsMatcher(string name) => IsOf(name, Matcher);

    /// <summary>Whether a name, in whatever case, is that of a party's ticketing.</summary>
    public static bool IsTicketing(string name) => IsOf(name, Default);

    /// <summary>Why no party can have this name; null when one can.</summary>
    public static string? RefusalOf(string party) =>
        !Topics.IsName(party) || !party.Any(char.IsAsciiLetterOrDigit) || party.Length > Topics.MaximumNameLength - Default.Length - 1
            ? $"A party's name must be 1 to {Topics.MaximumNameLength - Default.Length - 1} letters, digits, '-', '_' or '.', at least one of "
                + "them a letter or digit."
            : null;

    static bool IsOf(string name, string service) => name.Equals(service, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(service + ".", StringComparison.OrdinalIgnoreCase);
}
