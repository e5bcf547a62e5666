using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>What a privacy officer answers for, in numbers.</summary>
/// <param name="Persons">Persons enrolled.</param>
/// <param name="RetentionDays">Days after which unused palms are deleted.</param>
/// <param name="KeyPerEvent">Whether palms are sealed under a key of their event.</param>
/// <param name="Consents">How many persons agreed to which text.</param>
/// <param name="Deletions">The latest proofs of deletions, latest first.</param>
sealed record PrivacyResponse(
    long Persons, int RetentionDays, bool KeyPerEvent, IReadOnlyList<ConsentCount> Consents, IReadOnlyList<DeletionProof> Deletions);

/// <summary>An entry of the audit log.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Facts">JSON: counts, versions, reasons.</param>
sealed record AuditEntryResponse(long Number, DateTimeOffset At, string Kind, string Facts);

/// <summary>The audit log, checked.</summary>
/// <param name="Entries">Entries that are intact.</param>
/// <param name="Head">The last intact entry's hash: kept elsewhere, it shows later whether the end was cut off.</param>
/// <param name="BrokenAt">The first entry that was altered, removed or inserted; null if there is none.</param>
/// <param name="Latest">The last entries, latest first.</param>
sealed record AuditResponse(long Entries, string Head, long? BrokenAt, IReadOnlyList<AuditEntryResponse> Latest);

/// <summary>Consents, proofs, the audit log, and what is stored about a person.</summary>
static class PrivacyEndpoints
{
    const int MostShown = 200;

    /// <summary>Maps the endpoints.</summary>
    public static void MapPrivacy(this IEndpointRouteBuilder administration)
    {
        administration.MapGet("/privacy", Summary).RequiresAny(KeyRights.Palms)
            .WithTags("Privacy").WithSummary("Consents by party and version, retention, and the proofs of the latest deletions.");
        administration.MapGet("/audit", Audit).RequiresAny(KeyRights.Palms).Produces<AuditResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithTags("Privacy").WithSummary("Verifies the audit log, against a hash kept elsewhere with \"?head=HEX\", and returns its last entries.");
        administration.MapPost("/records", Record).RequiresAny(KeyRights.Palms).Produces<PersonRecord>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithTags("Privacy").WithSummary("What is stored about a person, without templates and tokens; the audit log says who read it.");
    }

    static PrivacyResponse Summary(PalmsPart palms, MatcherOptions options)
    {
        var store = palms.Get<PalmStore>();
        return new PrivacyResponse(store.Persons.Count, options.RetentionDays, options.KeyPerEvent, store.Records.Consents(), store.Records.Proofs(MostShown));
    }

    static IResult Audit(PalmsPart palms, string? head = null)
    {
        if (head is not null && (head.Length != 64 || !head.All(char.IsAsciiHexDigit)))
        {
            return TypedResults.Problem("\"head\" is a hash of 64 hexadecimal digits.", statusCode: StatusCodes.Status400BadRequest);
        }

        var store = palms.Get<PalmStore>();
        var check = store.VerifyAudit(head is null ? null : Convert.FromHexString(head));
        return TypedResults.Ok(new AuditResponse(check.Entries, Convert.ToHexStringLower(check.Head), check.BrokenAt,
        [
            .. store.Records.LastEntries(MostShown).Select(entry => new AuditEntryResponse(
                entry.Number, DateTimeOffset.FromUnixTimeMilliseconds(entry.At), entry.Kind, entry.Facts)),
        ]));
    }

    static IResult Record(DeletionRequest request, HttpContext context, PalmsPart palms, ILogger<MatcherService> logger)
    {
        var digest = request.Digest();
        var namesToken = request.Token is not null || request.TokenDigest is not null;
        if (namesToken ? digest is null || request.Person is not null : request.Person is null)
        {
            return TypedResults.Problem("Give exactly one of \"token\" or \"tokenDigest\", 64 hexadecimal digits, or \"person\", a number.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        var store = palms.Get<PalmStore>();
        if ((request.Person ?? store.Persons.OfToken(digest!)) is not { } person || store.Records.Read(person, context.OperatorName()) is not { } record)
        {
            return TypedResults.Problem("Nothing is stored under this token or number.", statusCode: StatusCodes.Status404NotFound);
        }

        logger.LogInformation("{Operator} read a person's record", context.OperatorName());
        return TypedResults.Ok(record);
    }
}
