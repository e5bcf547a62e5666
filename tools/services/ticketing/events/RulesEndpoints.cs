using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Ticketing;

/// <summary>The rules of admission of ticketing's events over HTTP.</summary>
static class RulesEndpoints
{
    const string Json = "application/json";
    const string Suffix = "/rules";
    const int LargestRules = 64 * 1024;

    /// <summary>Maps the endpoints below the events' path.</summary>
    public static void MapRules(this IEndpointRouteBuilder app, string events, Func<IServiceProvider> ticketing)
    {
        app.MapGet(events + "/{name}" + Suffix, (string name, HttpContext context) => Find(NameOf(events, name, context), ticketing()))
            .Produces<EventRules>().ProducesProblem(StatusCodes.Status404NotFound)
            .Requires(OperatorRole.Steward).WithTags("Tickets").WithSummary("An event's rules of admission.");
        app.MapPut(events + "/{name}" + Suffix, (string name, HttpContext context) =>
                PutAsync(NameOf(events, name, context), context.Request, ticketing()))
            .WithMetadata(new RequestSizeLimitAttribute(LargestRules))
            .Accepts<EventRules>(Json).Produces<EventRules>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .Requires(OperatorRole.Administrator).WithTags("Tickets").WithSummary("Replaces an event's rules of admission. Rules that contradict "
                + "themselves or the event are refused with every reason, by member, and the present ones stay.");
    }

    static IResult Find(string name, IServiceProvider ticketing) =>
        ticketing.GetRequiredService<TicketStore>().Events.RulesOf(name, ticketing.GetRequiredService<TicketingOptions>().Venue) is { } rules
            ? TypedResults.Text(RulesText.Write(rules), Json)
            : TypedResults.Problem("There is no event of this name. GET the events to list them.", statusCode: StatusCodes.Status404NotFound);

    // Read as text, so that a mistake is named as on the command line.
    static async Task<IResult> PutAsync(string name, HttpRequest request, IServiceProvider ticketing)
    {
        using var reader = new StreamReader(request.Body);
        try
        {
            var rules = RulesText.Read(await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
            var e = ticketing.GetRequiredService<TicketStore>().Events.SetRules(
                name, ticketing.GetRequiredService<TicketingOptions>().Venue, rules);
            ticketing.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RulesEndpoints)).LogInformation(
                "{Event} has new rules of admission", e.Name);
            return TypedResults.Text(RulesText.Write(rules), Json);
        }
        catch (EventException e) when (e.Rules.Count > 0)
        {
            return TypedResults.ValidationProblem(
                e.Rules.GroupBy(fault => fault.Field).ToDictionary(field => field.Key, field => field.Select(fault => fault.Reason).ToArray()), e.Message);
        }
        catch (EventException e)
        {
            return TypedResults.Problem(e.Message, statusCode: e.Fault == EventFault.Unknown
                ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
        }
    }

    static string NameOf(string events, string name, HttpContext context)
    {
        var found = NameInAddress.Of(context, events + "/", name + Suffix);
        return found.EndsWith(Suffix, StringComparison.Ordinal) ? found[..^Suffix.Length] : found;
    }
}
