namespace Pedestal.Ticketing.Tests;

// What pretix keeps, as far as this connector sees it. Names follow pretix's API.

sealed class StubEvent
{
    internal required string Slug { get; init; }

    internal DateTimeOffset DateFrom { get; set; }

    internal DateTimeOffset? DateTo { get; set; }

    internal DateTimeOffset? DateAdmission { get; set; }

    internal Dictionary<long, bool> Items { get; } = []; // number to check-in attention

    internal List<StubList> Lists { get; } = [];

    internal List<StubOrder> Orders { get; } = [];

    internal List<(string Secret, DateTimeOffset Created, StubPosition Position)> Revoked { get; } = [];

    internal Dictionary<string, (bool Blocked, DateTimeOffset Updated)> BlockedSecrets { get; } = [];
}

sealed class StubList
{
    internal required long Id { get; init; }

    internal long[]? LimitProducts { get; set; }

    internal bool IncludePending { get; set; }

    internal bool AllowMultipleEntries { get; set; }

    internal bool AllowEntryAfterExit { get; set; }

    internal bool AddonMatch { get; set; }

    internal bool HasRules { get; set; }

    /// <summary>What its custom rule says of everybody; only if it has one.</summary>
    internal string? RuleRefusal { get; set; }
}

sealed class StubOrder
{
    internal required string Code { get; init; }

    internal string Status { get; set; } = "p";

    internal bool RequireApproval { get; set; }

    internal bool ValidIfPending { get; set; }

    internal bool CheckinAttention { get; set; }

    internal string? Customer { get; init; }

    internal DateTimeOffset LastModified { get; set; }

    internal List<StubPosition> Positions { get; } = [];
}

sealed class StubPosition
{
    internal required long Id { get; init; }

    internal required StubOrder Order { get; init; }

    internal required StubEvent Event { get; init; }

    internal required string Secret { get; set; }

    internal long Item { get; set; } = 1;

    internal bool Canceled { get; set; }

    internal string[]? Blocked { get; set; }

    internal DateTimeOffset? ValidFrom { get; set; }

    internal DateTimeOffset? ValidUntil { get; set; }

    internal List<StubCheckin> AllCheckins { get; } = [];

    internal IEnumerable<StubCheckin> Checkins => AllCheckins.Where(c => c.ErrorReason is null);
}

sealed class StubCheckin
{
    internal required long Id { get; init; }

    internal required long List { get; init; }

    internal required string Type { get; init; }

    internal required DateTimeOffset Datetime { get; init; }

    internal string? Nonce { get; init; }

    internal long? DeviceId { get; init; }

    internal bool Forced { get; init; }

    internal string? ErrorReason { get; set; }
}

sealed class StubMedium
{
    internal required long Id { get; init; }

    internal required string Type { get; init; }

    internal required string Identifier { get; init; }

    internal bool Active { get; set; } = true;

    internal DateTimeOffset? Expires { get; set; }

    internal DateTimeOffset Updated { get; set; }

    internal string? Customer { get; set; }

    internal List<long> LinkedOrderpositions { get; set; } = [];
}
