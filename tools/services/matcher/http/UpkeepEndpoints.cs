using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>What about the stored palms needs a person or more time.</summary>
/// <param name="Holds">What waits for a person's approval.</param>
/// <param name="OwedScrub">Deleted values that are not overwritten yet; null if there are none.</param>
/// <param name="UnfinishedDeletions">Deletions that the store has not accepted yet.</param>
/// <param name="Unusable">Stored records that cannot be used, by the person's number.</param>
/// <param name="Overlaps">Events of two parties that are at one entrance at one time.</param>
/// <param name="Parties">How far each party's guest lists are followed.</param>
sealed record UpkeepResponse(IReadOnlyList<Hold> Holds, OwedScrub? OwedScrub, int UnfinishedDeletions,
    IReadOnlyList<UnusableRecord> Unusable, IReadOnlyList<OverlapSummary> Overlaps, IReadOnlyList<GuestListState> Parties);

/// <summary>What is approved.</summary>
/// <param name="Kind">"Clock" or "Retention".</param>
sealed record ApprovalRequest(HoldKind? Kind);

/// <summary>Faults that the service found and does not resolve by itself.</summary>
static class UpkeepEndpoints
{
    const string UpkeepPath = "/upkeep";
    const string ApprovalPath = "/approvals";

    /// <summary>The path for reading.</summary>
    public const string Upkeep = HttpApi.Administration + UpkeepPath;

    /// <summary>The path for posting approvals.</summary>
    public const string Approvals = HttpApi.Administration + ApprovalPath;

    /// <summary>Maps the endpoints.</summary>
    public static void MapUpkeep(this IEndpointRouteBuilder administration)
    {
        administration.MapGet(UpkeepPath, (PalmsPart palms) => State(palms)).RequiresAny(KeyRights.Status)
            .WithTags("Upkeep").WithSummary("What waits for approval, which overwriting is owed, and which stored records cannot be used.");
        administration.MapPost(ApprovalPath, Approve).Produces<UpkeepResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .RequiresAny(KeyRights.Palms).WithTags("Upkeep")
            .WithSummary("Approves the host's clock after a jump, or the deletion of many persons by retention.");
    }

    static UpkeepResponse State(PalmsPart palms)
    {
        var register = palms.Get<PalmRegister>();
        return new UpkeepResponse(register.Store.Holds, register.Store.OwedScrub, register.UnfinishedDeletions, register.Unusable,
            OverlapSummary.Of(register), palms.Get<MatcherService>().GuestLists);
    }

    static IResult Approve(
        ApprovalRequest request, HttpContext context, PalmsPart palms, MatcherOptions options, ILogger<MatcherService> logger)
    {
        var register = palms.Get<PalmRegister>();
        if (request.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            return Results.Problem("Give \"kind\": \"Clock\" or \"Retention\".", statusCode: 400);
        }

        if (register.Store.Holds.FirstOrDefault(hold => hold.Kind == kind) is not { } held)
        {
            return Results.Problem($"Nothing of this kind waits for approval. GET {Upkeep} shows what does.", statusCode: 404);
        }

        register.Store.Approve(kind, options.RetentionDays);
        logger.LogWarning("{Kind} was approved on request of {Operator}: {Detail}", kind, context.OperatorName(), held.Detail);
        return Results.Ok(State(palms));
    }
}
