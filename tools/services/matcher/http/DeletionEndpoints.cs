using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;
using Pedestal.Protocol;

namespace Pedestal.Matcher;

/// <summary>
/// The person to delete: a relying party's token, or its SHA-256, in hexadecimal digits; or the number of a person whose record
/// cannot be used.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="TokenDigest">The token's SHA-256, which is all that ticketing keeps.</param>
/// <param name="Person">The person's number, as listed by GET /v1/upkeep.</param>
sealed record DeletionRequest(string? Token = null, string? TokenDigest = null, long? Person = null)
{
    /// <summary>The digest; null if neither or both are given, or if it is malformed.</summary>
    public byte[]? Digest() => (Token, TokenDigest) switch
    {
        ({ } token, null) => Bytes(token) is { } bytes ? SHA256.HashData(bytes) : null,
        (null, { } digest) => Bytes(digest),
        _ => null,
    };

    static byte[]? Bytes(string digits) =>
        digits.Length == 2 * TicketRequest.TokenLength && digits.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(digits)
            : null;
}

/// <summary>The result of a deletion.</summary>
/// <param name="Proof">The record that proves the deletion.</param>
/// <param name="TicketingConfirmed">Whether ticketing has forgotten the token; if not, it is told until it has.</param>
/// <param name="Scrubbed">
/// Whether the deleted values are overwritten; if not, this is retried until they are, and the same request reports it.
/// </param>
sealed record DeletionResponse(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed);

/// <summary>Deletions, for operators and for external ticketing systems.</summary>
static class DeletionEndpoints
{
    const string Path = "/deletions";

    /// <summary>Where deletions are posted.</summary>
    public const string Deletions = HttpApi.Administration + Path;

    /// <summary>Maps the endpoints.</summary>
    public static void MapDeletions(this IEndpointRouteBuilder administration) =>
        administration.MapPost(Path, DeleteAsync).Produces<DeletionResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .RequiresAny(KeyRights.Palms).WithTags("Deletions")
            .WithSummary("Deletes a person: templates, tokens and gallery entries, here and at ticketing.");

    static async Task<IResult> DeleteAsync(
        DeletionRequest request, HttpContext context, PalmsPart palms, ILogger<MatcherService> logger, CancellationToken cancellation)
    {
        var digest = request.Digest();
        var namesToken = request.Token is not null || request.TokenDigest is not null;
        if (namesToken ? digest is null || request.Person is not null : request.Person is null)
        {
            return Results.Problem(
                "Give exactly one of \"token\" or \"tokenDigest\", 64 hexadecimal digits, or \"person\", a number.", statusCode: 400);
        }

        var matcher = palms.Get<MatcherService>();
        var deleted = digest is not null
            ? await matcher.Deletion.DeleteAsync(digest, cancellation)
            : await matcher.Deletion.DeleteAsync(request.Person!.Value, cancellation);
        if (deleted is not { } deletion)
        {
            return Results.Problem("No palm was ever stored under this token or number.", statusCode: 404);
        }

        logger.LogInformation(
            "Deleted on request of {Operator}, proof {Proof}: {Palms} palms, {Templates} templates, {Tokens} tokens",
            context.OperatorName(), deletion.Proof.Number, deletion.Proof.Palms, deletion.Proof.Templates, deletion.Proof.Tokens);
        return Results.Ok(new DeletionResponse(deletion.Proof, deletion.TicketingConfirmed, deletion.Scrubbed));
    }
}
