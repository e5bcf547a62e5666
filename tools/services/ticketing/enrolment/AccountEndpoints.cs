using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// What the application that reaches the accounts asks and answers for them; whoever mounts it asks for the administration key.
/// </summary>
public static class AccountEndpoints
{
    const string Path = "/accounts/enrolments";

    static readonly TimeSpan TimeTold = TimeSpan.FromDays(1);

    /// <summary>Adds them.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="ticketing">The parts of the host that ticketing runs in.</param>
    public static void MapAccounts(this IEndpointRouteBuilder app, Func<IServiceProvider> ticketing)
    {
        app.MapGet(Path, (DateTimeOffset? since) => Enrolments("", since, ticketing()))
            .Produces<AccountEnrolments>().WithTags("Accounts")
            .WithSummary("Enrolments that await their account's confirmation, and palms linked since an instant, in the last day if "
                + "none is given.");

        // Not in the address, which logs have.
        app.MapPost(Path, (AccountQuery query) => string.IsNullOrWhiteSpace(query.Account)
                ? TypedResults.Problem("Name the account: {\"account\":\"NAME\"}.", statusCode: StatusCodes.Status400BadRequest)
                : Results.Ok(Enrolments(NameRule.Normalise(query.Account), DateTimeOffset.UnixEpoch, ticketing())))
            .Produces<AccountEnrolments>().ProducesProblem(StatusCodes.Status400BadRequest).WithTags("Accounts")
            .WithSummary("The same of one account, whenever it was.");
        app.MapPost(Path + "/{id}", (string id, ConfirmationAnswer answer) => Confirm(id, answer, ticketing()))
            .Produces<ConfirmationAnswer>().ProducesProblem(StatusCodes.Status404NotFound).WithTags("Accounts")
            .WithSummary("The account's answer to an enrolment that awaits it: confirmed or refused.");
    }

    static AccountEnrolments Enrolments(string account, DateTimeOffset? since, IServiceProvider ticketing)
    {
        var (store, now) = (ticketing.GetRequiredService<TicketStore>(), ticketing.GetRequiredService<TrustedTime>().GetUtcNow());
        return new AccountEnrolments(store.Links.Awaiting(account, now), store.Accounts.Linked(account, since ?? now - TimeTold));
    }

    static IResult Confirm(string id, ConfirmationAnswer answer, IServiceProvider ticketing)
    {
        var now = ticketing.GetRequiredService<TrustedTime>().GetUtcNow();
        if (!EnrolmentId.TryRead(id, out var digest)
            || !ticketing.GetRequiredService<TicketStore>().Links.Confirm(digest, answer.Confirmed, now))
        {
            return TypedResults.Problem("No enrolment of this id awaits confirmation. GET the same path without it lists them.",
                statusCode: StatusCodes.Status404NotFound);
        }

        ticketing.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AccountEndpoints))
            .LogInformation("An account {Answer} an enrolment", answer.Confirmed ? "confirmed" : "refused");
        return TypedResults.Ok(answer);
    }
}
