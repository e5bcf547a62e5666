using System.Text.Json;

namespace Pedestal.Ticketing;

/// <summary>A check-in list as the mirror uses it, with the event here that stands for it.</summary>
/// <param name="Setting">The list, as configured.</param>
/// <param name="Number">The number of its event here.</param>
/// <param name="Details">What pretix says of the list.</param>
/// <param name="Attention">The products that staff should look at.</param>
sealed record PretixMirrorList(PretixList Setting, int Number, PretixListDetails Details, IReadOnlySet<long> Attention)
{
    /// <summary>How often the list admits a ticket.</summary>
    internal EntryRule Entry => Details.AllowEntryAfterExit ? EntryRule.Reentry : EntryRule.Once;

    /// <summary>
    /// Whether only pretix can decide about the list's guests: it has a custom rule, admits by the code of another ticket, or admits
    /// whoever is inside already.
    /// </summary>
    internal bool NeedsPretix => Details.AddonMatch || Details.AllowMultipleEntries
        || (Details.Rules.ValueKind == JsonValueKind.Object && Details.Rules.EnumerateObject().Any());

    /// <summary>Whether a ticket is on the list, cancelled or not.</summary>
    internal bool Has(PretixPosition position) => (Details.Subevent is null || Details.Subevent == position.Subevent)
        && (Details.AllProducts || Details.LimitProducts?.Contains(position.Item) == true);

    /// <summary>Why a ticket is on hold; null if it is not.</summary>
    internal static string? HoldOf(PretixOrder order, PretixPosition position, bool isBlockedSecret, IEnumerable<PretixMirrorList> on) =>
        position.Blocked is not null || isBlockedSecret ? "blocked in pretix"
        : order.Status != "n" || IsPaid(order) ? null
        : order.RequireApproval ? "not approved in pretix"
        : on.All(list => !list.Details.IncludePending) ? "not paid in pretix"
        : null;

    /// <summary>Whether the ticket was cancelled, or its order expired.</summary>
    internal static bool IsCancelled(PretixOrder order, PretixPosition position) => position.Canceled || order.Status is not ("p" or "n");

    static bool IsPaid(PretixOrder order) => order.Status == "p" || (order.Status == "n" && order.ValidIfPending && !order.RequireApproval);
}
