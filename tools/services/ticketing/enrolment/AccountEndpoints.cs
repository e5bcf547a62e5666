using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Lets an application that reaches the accounts list and confirm their enrolments.</summary>
public static class AccountEndpoints
{
    const string Path = "/accounts/enrolments";

    static readonly TimeSpan TimeTold = TimeSpan.FromDays(1);

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The route builder.</param>
    /// <param name="ticketing">Returns the services of the host that runs ticketing.</param>
    public static void MapAccounts(this IEndpointRouteBuilder app, Func<IServiceProvider> ticketing)
    {
        app.MapGet(Path, (DateTimeOffset? since) => Enrolments("", since, ticketing()))
            .Produces<AccountEnrolments>().Requires(OperatorRole.Administrator).WithTags("Accounts")
            .WithSummary("Enrolments that await their account's confirmation, and palms linked since an instant, or within the last day "
                + "if none is given.");

        // In the body, because addresses are logged.
        app.MapPost(Path, (AccountQuery query) => string.IsNullOrWhiteSpace(query.Account)
                ? TypedResults.Problem("Name the account: {\"account\":\"NAME\"}.", statusCode: StatusCodes.Status400BadRequest)
                : Results.Ok(Enrolments(NameRule.Normalise(query.Account), DateTimeOffset.UnixEpoch, ticketing())))
            .Produces<AccountEnrolments>().ProducesProblem(StatusCodes.Status400BadRequest).RequiresAny(nameof(OperatorRole.Administrator), KeyRights.Privacy).WithTags("Accounts")
            .WithSummary("The same for one account, without a time limit.");
        app.MapPost(Path + "/{id}", (string id, AccountConfirmation confirmation) => Confirm(id, confirmation, ticketing()))
            .Produces<AccountConfirmation>().ProducesProblem(StatusCodes.Status404NotFound).Requires(OperatorRole.Administrator).WithTags("Accounts")
            .WithSummary("Confirms or refuses an enrolment on behalf of its account.");
    }

    static AccountEnrolments Enrolments(string account, DateTimeOffset? since, IServiceProvider ticketing)
    {
        var (store, now) = (ticketing.GetRequiredService<TicketStore>(), ticketing.GetRequiredService<TrustedTime>().GetUtcNow());
        return new AccountEnrolments(store.Links.Awaiting(account, now), store.Accounts.Linked(account, since ?? now - TimeTold));
    }

    static IResult Confirm(string id, AccountConfirmation confirmation, IServiceProvider ticketing)
    {
        var now = ticketing.GetRequiredService<TrustedTime>().GetUtcNow();
        if (!EnrolmentId.TryRead(id, out var digest)
            || !ticketing.GetRequiredService<TicketStore>().Links.Confirm(digest, confirmation.Confirmed, now))
        {
            return TypedResults.Problem("No enrolment with this id awaits confirmation. GET the path without the id to list them.",
                statusCode: StatusCodes.Status404NotFound);
        }

        ticketing.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AccountEndpoints))
            .LogInformation("An account {Decision} an enrolment", confirmation.Confirmed ? "confirmed" : "refused");
        return TypedResults.Ok(confirmation);
    }
}
