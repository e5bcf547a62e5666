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

/// <summary>Which event is over.</summary>
/// <param name="Event">Its name.</param>
sealed record PurgeRequest(string? Event);

/// <summary>The requests of operators and of ticketing systems, all under the administration key.</summary>
static class AdminEndpoints
{
    /// <summary>Where deletions are posted.</summary>
    public const string Deletions = "/v1/deletions";

    /// <summary>Where purges are posted.</summary>
    public const string Purges = "/v1/purges";

    /// <summary>Adds them.</summary>
    public static void MapAdministration(this IEndpointRouteBuilder app, AdminKey key)
    {
        var group = app.MapGroup("").AddEndpointFilter(async (context, next) =>
            key.Opens(context.HttpContext.Request.Headers.Authorization)
                ? await next(context)
                : Results.Problem("The administration key is missing or wrong.", statusCode: 401));
        group.MapPost(Deletions, DeleteAsync);
        group.MapPost(Purges, Purge);
    }

    static async Task<IResult> DeleteAsync(
        DeletionRequest request, MatcherService matcher, ILogger<MatcherService> logger, CancellationToken cancellation)
    {
        if (request.Digest() is not { } digest)
        {
            return Results.Problem(
                "Give either \"token\" or \"tokenDigest\", 64 hexadecimal digits.", statusCode: 400);
        }

        if (await matcher.DeleteAsync(digest, cancellation) is not { } deletion)
        {
            return Results.Problem("No palm was ever stored under this token.", statusCode: 404);
        }

        logger.LogInformation(
            "Deleted on request, proof {Proof}: {Palms} palms, {Templates} templates, {Tokens} tokens",
            deletion.Proof.Number, deletion.Proof.Palms, deletion.Proof.Templates, deletion.Proof.Tokens);
        return Results.Ok(new DeletionAnswer(deletion.Proof, deletion.TicketingConfirmed));
    }

    static IResult Purge(PurgeRequest request, PalmRegister register, ILogger<MatcherService> logger)
    {
        if (string.IsNullOrWhiteSpace(request.Event))
        {
            return Results.Problem("Give \"event\", the name of the event that is over.", statusCode: 400);
        }

        try
        {
            var certificate = register.Purge(request.Event);
            logger.LogInformation(
                "Purged {Event}: its key is destroyed, {Persons} persons are deleted, audit head {Head}",
                certificate.Event, certificate.Persons, certificate.AuditHead);
            return Results.Ok(certificate);
        }
        catch (PalmStoreException e) when (e.Error == PalmStoreError.EventClosed)
        {
            return Results.Problem(e.Message, statusCode: 404);
        }
    }
}
