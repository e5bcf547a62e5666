using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pedestal.Ticketing;

// The fields that this connector reads, named and typed as pretix's documentation of its REST API has them
// (docs.pretix.eu, "Resources and endpoints"): events, sub-events, check-in lists, items, orders, reusable media.

/// <summary>A page of a list.</summary>
sealed record PretixPage<T>(string? Next, T[] Results);

/// <summary>An event, or a date of an event series.</summary>
sealed record PretixEvent(DateTimeOffset? DateFrom, DateTimeOffset? DateTo, DateTimeOffset? DateAdmission, string? Timezone);

/// <summary>A check-in list. Rules is an empty object unless the organiser made custom check-in rules.</summary>
sealed record PretixListDetails(
    long Id, bool AllProducts, long[]? LimitProducts, long? Subevent, bool IncludePending, bool AllowMultipleEntries,
    bool AllowEntryAfterExit, bool AddonMatch, JsonElement Rules);

/// <summary>A product.</summary>
sealed record PretixItem(long Id, bool CheckinAttention);

/// <summary>An order. Its status is p (paid), n (pending), e (expired) or c (cancelled).</summary>
sealed record PretixOrder(
    string Code, string Status, bool RequireApproval, bool ValidIfPending, bool CheckinAttention, string? Customer,
    DateTimeOffset LastModified, PretixPosition[] Positions)
{
    /// <summary>Whether it has what its tickets cannot do without; no database stores a text with a zero byte.</summary>
    [JsonIgnore]
    internal bool IsWhole => IsText(Code) && IsText(Status) && Customer?.Contains('\0') != true
        && Positions is not null && Positions.All(position => position is { Id: > 0 } && IsText(position.Secret));

    static bool IsText(string? text) => text is { Length: > 0 } && !text.Contains('\0');
}

/// <summary>A ticket of an order.</summary>
sealed record PretixPosition(
    long Id, bool Canceled, long Item, long? Variation, long? Subevent, string Secret, string[]? Blocked, DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil, PretixCheckin[]? Checkins, string? Order = null);

/// <summary>A successful check-in. Its type is entry or exit.</summary>
sealed record PretixCheckin(long Id, long List, DateTimeOffset Datetime, string? Type, long? DeviceId);

/// <summary>A reusable medium: a palm is one, identified by the digest of its token.</summary>
sealed record PretixMedium(
    long Id, string Type, string Identifier, bool Active, DateTimeOffset? Expires, DateTimeOffset Updated, string? Customer,
    long[]? LinkedOrderpositions);

/// <summary>A code that was revoked (created), or was or is blocked (updated).</summary>
sealed record PretixSecret(long Id, string Secret, bool Blocked, DateTimeOffset? Created, DateTimeOffset? Updated);

/// <summary>The answer to a check-in. Its status is ok, incomplete, exchange or error.</summary>
sealed record PretixRedeemed(
    string? Status, string? Reason, string? ReasonExplanation, bool RequireAttention, PretixPosition? Position);
