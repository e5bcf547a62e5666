using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>What about the stored palms needs a person or more time.</summary>
/// <param name="Holds">What waits for a person to approve it.</param>
/// <param name="OwedScrub">Deleted values that are not overwritten yet; null for none.</param>
/// <param name="UnfinishedDeletions">Deletions that the store did not take yet.</param>
/// <param name="Unusable">Stored records of the event that cannot be used, by the person's number.</param>
sealed record UpkeepAnswer(IReadOnlyList<Hold> Holds, OwedScrub? OwedScrub, int UnfinishedDeletions,
    IReadOnlyList<UnusableRecord> Unusable);

/// <summary>What is approved.</summary>
/// <param name="Kind">"Clock" or "Retention".</param>
sealed record ApprovalRequest(HoldKind? Kind);

/// <summary>What the service found and does not decide by itself.</summary>
static class UpkeepEndpoints
{
    const string UpkeepPath = "/upkeep";
    const string ApprovalPath = "/approvals";

    /// <summary>Where it is read.</summary>
    public const string Upkeep = HttpApi.Administration + UpkeepPath;

    /// <summary>Where approvals are posted.</summary>
    public const string Approvals = HttpApi.Administration + ApprovalPath;

    /// <summary>Adds them.</summary>
    public static void MapUpkeep(this IEndpointRouteBuilder administration)
    {
        administration.MapGet(UpkeepPath, (PalmsPart palms) => State(palms))
            .WithTags("Upkeep").WithSummary("What about the stored palms waits for a person, is owed, or cannot be used.");
        administration.MapPost(ApprovalPath, Approve).Produces<UpkeepAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithTags("Upkeep")
            .WithSummary("Approves what waits: the host's clock after a jump, or the deletion of many by retention.");
    }

    static UpkeepAnswer State(PalmsPart palms) => State(palms.Get<PalmRegister>());

    static UpkeepAnswer State(PalmRegister register) => new(
        register.Store.Holds, register.Store.OwedScrub, register.UnfinishedDeletions, register.Unusable);

    static IResult Approve(
        ApprovalRequest request, PalmsPart palms, MatcherOptions options, ILogger<MatcherService> logger)
    {
        var register = palms.Get<PalmRegister>();
        if (request.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            return Results.Problem("Give \"kind\": \"Clock\" or \"Retention\".", statusCode: 400);
        }

        if (register.Store.Holds.FirstOrDefault(hold => hold.Kind == kind) is not { } held)
        {
            return Results.Problem($"Nothing of this kind waits. GET {Upkeep} shows what does.", statusCode: 404);
        }

        register.Store.Approve(kind, options.RetentionDays);
        logger.LogWarning("{Kind} was approved on request: {Detail}", kind, held.Detail);
        return Results.Ok(State(register));
    }
}
