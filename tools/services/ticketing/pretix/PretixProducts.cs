using System.Globalization;
using System.Text.RegularExpressions;

namespace Pedestal.Ticketing;

/// <summary>
/// A ticket's product: what pretix calls item and variation, and whatever sets this ticket apart from others of it. The name says all
/// that the event's rules need of it.
/// </summary>
static partial class PretixProducts
{
    const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The name of a ticket's product, as in "7/31 from 2026-11-28T18:00:00Z attention".</summary>
    internal static string NameOf(PretixOrder order, PretixPosition position, bool needsAttention) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.Item}{(position.Variation is { } variation ? $"/{variation}" : "")}")
        + (position.ValidFrom is { } from ? $" from {Text(from)}" : "") + (position.ValidUntil is { } until ? $" until {Text(until)}" : "")
        + (needsAttention || order.CheckinAttention ? " attention" : "");

    /// <summary>The rule for a product; null for one that is not pretix's.</summary>
    internal static ProductRule? RuleOf(string name, EntryRule entry) => Name().Match(name) is { Success: true } match
        ? new ProductRule(name, From: Read(match, "from"), Until: Read(match, "until"), Entry: entry,
            Attention: match.Groups["attention"].Success ? "marked for attention in pretix" : null)
        : null;

    static DateTimeOffset? Read(Match match, string group) => match.Groups[group] is { Success: true, Value: var text }
        ? DateTimeOffset.ParseExact(text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d+(/\d+)?( from (?<from>\S{20}))?( until (?<until>\S{20}))?(?<attention> attention)?$")]
    private static partial Regex Name();
}
