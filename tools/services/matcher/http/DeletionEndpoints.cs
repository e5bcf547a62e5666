using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>
/// Whom to delete: a token as a relying party has it, or its SHA-256, in hexadecimal digits; or the number of a person whose
/// record cannot be used.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="TokenDigest">Its digest, all that ticketing keeps.</param>
/// <param name="Person">The person's number, as GET /v1/upkeep has it.</param>
sealed record DeletionRequest(string? Token, string? TokenDigest, long? Person = null)
{
    /// <summary>The digest; null if neither or both are given, or what is given is none.</summary>
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

/// <summary>A deletion as answered.</summary>
/// <param name="Proof">The record that proves it.</param>
/// <param name="TicketingConfirmed">
/// Whether ticketing has forgotten the token; if not yet, it is told until it has.
/// </param>
/// <param name="Scrubbed">
/// Whether what was deleted is overwritten; if not yet, it is tried until it is, and the same request tells.
/// </param>
sealed record DeletionAnswer(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed);

/// <summary>Deletions, for operators and for ticketing systems elsewhere.</summary>
static class DeletionEndpoints
{
    const string Path = "/deletions";

    /// <summary>Where deletions are posted.</summary>
    public const string Deletions = HttpApi.Administration + Path;

    /// <summary>Adds them.</summary>
    public static void MapDeletions(this IEndpointRouteBuilder administration) =>
        administration.MapPost(Path, DeleteAsync).Produces<DeletionAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithTags("Deletions")
            .WithSummary("Deletes a person: templates, tokens and gallery entries, here and at ticketing.");

    static async Task<IResult> DeleteAsync(
        DeletionRequest request, PalmsPart palms, ILogger<MatcherService> logger, CancellationToken cancellation)
    {
        var digest = request.Digest();
        var namesToken = request.Token is not null || request.TokenDigest is not null;
        if (namesToken ? digest is null || request.Person is not null : request.Person is null)
        {
            return Results.Problem(
                "Give one of \"token\" or \"tokenDigest\", 64 hexadecimal digits, or \"person\", a number.", statusCode: 400);
        }

        var matcher = palms.Get<MatcherService>();
        var deleted = digest is not null
            ? await matcher.DeleteAsync(digest, cancellation)
            : await matcher.DeleteAsync(request.Person!.Value, cancellation);
        if (deleted is not { } deletion)
        {
            return Results.Problem("No palm was ever stored under this token or number.", statusCode: 404);
        }

        logger.LogInformation(
            "Deleted on request, proof {Proof}: {Palms} palms, {Templates} templates, {Tokens} tokens",
            deletion.Proof.Number, deletion.Proof.Palms, deletion.Proof.Templates, deletion.Proof.Tokens);
        return Results.Ok(new DeletionAnswer(deletion.Proof, deletion.TicketingConfirmed, deletion.Scrubbed));
    }
}
