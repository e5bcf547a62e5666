using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Core.Protocol;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>Whom to delete: a token as a relying party has it, or its SHA-256; in hexadecimal digits.</summary>
/// <param name="Token">The token.</param>
/// <param name="TokenDigest">Its digest, all that ticketing keeps.</param>
sealed record DeletionRequest(string? Token, string? TokenDigest)
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
sealed record DeletionAnswer(DeletionProof Proof, bool TicketingConfirmed);

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
        if (request.Digest() is not { } digest)
        {
            return Results.Problem(
                "Give either \"token\" or \"tokenDigest\", 64 hexadecimal digits.", statusCode: 400);
        }

        if (await palms.Get<MatcherService>().DeleteAsync(digest, cancellation) is not { } deletion)
        {
            return Results.Problem("No palm was ever stored under this token.", statusCode: 404);
        }

        logger.LogInformation(
            "Deleted on request, proof {Proof}: {Palms} palms, {Templates} templates, {Tokens} tokens",
            deletion.Proof.Number, deletion.Proof.Palms, deletion.Proof.Templates, deletion.Proof.Tokens);
        return Results.Ok(new DeletionAnswer(deletion.Proof, deletion.TicketingConfirmed));
    }
}
