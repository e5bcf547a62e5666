using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>
/// Whose consent is withdrawn: the party's token, or its SHA-256, in hexadecimal digits; or a person's number, and the party.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="TokenDigest">The token's SHA-256, which is all that ticketing keeps.</param>
/// <param name="Person">The person's number.</param>
/// <param name="Party">The party; needed with a person, and checked with a token if it is given.</param>
sealed record WithdrawalRequest(string? Token = null, string? TokenDigest = null, long? Person = null, string? Party = null);

/// <summary>The result of a withdrawal.</summary>
/// <param name="Person">The person's number.</param>
/// <param name="Party">The party whose token is ended.</param>
/// <param name="At">The time.</param>
/// <param name="Deletion">The proof of the person's deletion, if it was the last consent; null while another party has one.</param>
/// <param name="TicketingConfirmed">Whether the party has forgotten the token; if not, it is told until it has.</param>
sealed record WithdrawalResponse(long Person, string Party, DateTimeOffset At, DeletionProof? Deletion, bool TicketingConfirmed);

/// <summary>Withdrawals of consent for one party, for operators and for external ticketing systems.</summary>
static class WithdrawalEndpoints
{
    const string Path = "/withdrawals";

    /// <summary>Where withdrawals are posted.</summary>
    public const string Withdrawals = HttpApi.Administration + Path;

    /// <summary>Maps the endpoints.</summary>
    public static void MapWithdrawals(this IEndpointRouteBuilder administration) =>
        administration.MapPost(Path, WithdrawAsync).Produces<WithdrawalResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .RequiresAny(KeyRights.Palms).WithTags("Deletions")
            .WithSummary("Withdraws a person's consent for one party: its token ends, the others stay; with the last one the person is deleted.");

    static async Task<IResult> WithdrawAsync(
        WithdrawalRequest request, HttpContext context, PalmsPart palms, ILogger<MatcherService> logger, CancellationToken cancellation)
    {
        var digest = new DeletionRequest(request.Token, request.TokenDigest).Digest();
        var namesToken = request.Token is not null || request.TokenDigest is not null;
        if (namesToken ? digest is null || request.Person is not null : request.Person is null || request.Party is null)
        {
            return Results.Problem(
                "Give \"token\" or \"tokenDigest\", 64 hexadecimal digits, or \"person\", a number, and \"party\".", statusCode: 400);
        }

        var tokens = palms.Get<PalmStore>().Tokens;
        var person = request.Person ?? palms.Get<PalmStore>().Persons.OfToken(digest!);
        if (person is { } known && (digest is null || request.Party is not null))
        {
            var ofParty = tokens.Of(known).Where(token => token.Party == request.Party).Select(token => SHA256.HashData(token.Token)).ToList();
            digest = ofParty.FirstOrDefault(own => digest is null || own.AsSpan().SequenceEqual(digest));
        }

        if (digest is null || await palms.Get<MatcherService>().Deletion.WithdrawAsync(digest, cancellation) is not { } done)
        {
            return Results.Problem("This party has no token of this person, and never had.", statusCode: 404);
        }

        logger.LogInformation("A consent for {Party} was withdrawn on request of {Operator}; the person is {State}",
            done.Withdrawal.Party, context.OperatorName(), done.Withdrawal.Deletion is null ? "known to other parties still" : "deleted");
        return Results.Ok(new WithdrawalResponse(done.Withdrawal.Person, done.Withdrawal.Party, done.Withdrawal.At,
            done.Withdrawal.Deletion?.Proof, done.TicketingConfirmed));
    }
}
