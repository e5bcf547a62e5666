using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Messaging.Operators;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>The events of ticketing over HTTP.</summary>
public static class EventEndpoints
{
    const string Events = "/tickets/events";
    const string Openings = "/tickets/openings";

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The route builder.</param>
    /// <param name="ticketing">Returns the services of the host that runs ticketing.</param>
    public static void MapTicketEvents(this IEndpointRouteBuilder app, Func<IServiceProvider> ticketing)
    {
        app.MapGet(Events, () => new Desk(ticketing()).List())
            .Requires(OperatorRole.Steward).WithTags("Tickets").WithSummary("The events: when and where each is open.");
        app.MapGet(Events + "/{**name}", (string name, HttpContext context) => new Desk(ticketing()).Find(NameOf(name, context)))
            .Produces<EventState>().ProducesProblem(StatusCodes.Status404NotFound)
            .Requires(OperatorRole.Steward).WithTags("Tickets").WithSummary("One event.");
        app.MapPut(Events + "/{**name}", (string name, EventPlan plan, HttpContext context) =>
                new Desk(ticketing()).Put(NameOf(name, context), plan))
            .Produces<EventState>().Produces<EventState>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict)
            .Requires(OperatorRole.Administrator).WithTags("Tickets").WithSummary("Adds an event, or replaces when and where it is open. Times need their offset from UTC.");
        app.MapRules(Events, ticketing);
        app.MapPost(Openings, (OpeningRequest request) => new Desk(ticketing()).Open(request))
            .Produces<EventState>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .Requires(OperatorRole.Administrator).WithTags("Tickets").WithSummary("Opens or closes an event by hand, or has it follow its times again.");
    }

    static string NameOf(string name, HttpContext context) => NameInAddress.Of(context, Events + "/", name);

    /// <summary>What the requests do, with the services of the present host.</summary>
    sealed class Desk(IServiceProvider ticketing)
    {
        readonly EventBook _events = ticketing.GetRequiredService<TicketStore>().Events;
        readonly string _venue = ticketing.GetRequiredService<TicketingOptions>().Venue;
        readonly DateTimeOffset _now = ticketing.GetRequiredService<TrustedTime>().GetUtcNow();
        readonly ILogger _logger = ticketing.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(EventEndpoints));

        public EventList List() => new([.. _events.List(_venue).Select(State)]);

        public IResult Find(string name) => _events.Find(name, _venue) is { } found
            ? TypedResults.Ok(State(found))
            : Problem(StatusCodes.Status404NotFound, "There is no event of this name. GET the path without the name to list them.");

        public IResult Put(string name, EventPlan plan) => Guarded(() =>
        {
            var isNew = _events.Find(name, _venue) is null;
            var written = isNew
                ? _events.Add(plan.Apply(new EventDetails { Number = 1, Name = name, Venue = _venue }, _venue), _venue, _now)
                : _events.Change(name, _venue, e => plan.Apply(e, _venue), _now);
            _logger.LogInformation("{Event} is now: {Times}", written.Name, EventText.Times(written));
            return isNew ? TypedResults.Json(State(written), statusCode: StatusCodes.Status201Created) : TypedResults.Ok(State(written));
        });

        public IResult Open(OpeningRequest request) => Guarded(() =>
        {
            if (request is not { Event: { } name, Opening: { } opening } || !Enum.IsDefined(opening))
            {
                return Problem(StatusCodes.Status400BadRequest,
                    "Give \"event\", its name, and \"opening\": \"Open\", \"Closed\" or \"ByTime\".");
            }

            var written = _events.SetOpening(NameRule.Normalise(name), _venue, opening, _now);
            _logger.LogInformation("{Event} is now: {Times}", written.Name, EventText.Times(written));
            return TypedResults.Ok(State(written));
        });

        EventState State(EventDetails e) => new(e, e.IsOpenAt(_now));

        static IResult Guarded(Func<IResult> action)
        {
            try
            {
                return action();
            }
            catch (EventException e)
            {
                return Problem(e.Fault switch
                {
                    EventFault.Unknown => StatusCodes.Status404NotFound,
                    EventFault.Invalid => StatusCodes.Status400BadRequest,
                    _ => StatusCodes.Status409Conflict,
                }, e.Message);
            }
        }

        static IResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
    }
}
