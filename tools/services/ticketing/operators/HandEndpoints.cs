using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pedestal.Messaging.Operators;

namespace Pedestal.Ticketing;

/// <summary>What operators do by hand over HTTP: look up, read a history, admit, undo, block, count.</summary>
public static class HandEndpoints
{
    const string Tickets = "/tickets";

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The route builder.</param>
    /// <param name="ticketing">Returns the services of the host that runs ticketing.</param>
    /// <param name="lanes">Opens lanes.</param>
    public static void MapByHand(this IEndpointRouteBuilder app, Func<IServiceProvider> ticketing, ILaneOpener lanes)
    {
        HandDesk Desk(HttpContext context) => new(ticketing(), lanes, context.OperatorName());

        app.MapPost(Tickets + "/lookups", (LookupRequest request, HttpContext context) => Desk(context).Find(request))
            .Produces<LookupResult>().ProducesProblem(StatusCodes.Status400BadRequest).RequiresAny(nameof(OperatorRole.Steward), KeyRights.Privacy).WithTags("Tickets")
            .WithSummary("Finds the ticket with a code, an account's tickets, or those whose code begins with a text or whose account contains it.");
        app.MapPost(Tickets + "/histories", (HistoryRequest request, HttpContext context) => Desk(context).History(request))
            .Produces<TicketHistory>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .RequiresAny(nameof(OperatorRole.Steward), KeyRights.Privacy).WithTags("Tickets")
            .WithSummary("Everything about a ticket: its passages, what was done about it by hand, and what each entrance would decide now.");
        app.MapPost(Tickets + "/admissions", (AdmissionRequest request, HttpContext context) => Desk(context).AdmitAsync(request))
            .Produces<HandAdmission>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status502BadGateway)
            .Requires(OperatorRole.Steward).WithTags("Tickets")
            .WithSummary("Admits a ticket's guest by hand and opens the lane, once for each \"request\". If the lane does not open, the entry is undone (502).");
        app.MapPost(Tickets + "/undoings", (UndoRequest request, HttpContext context) => Desk(context).Undo(request))
            .Produces<UndoRequest>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).Requires(OperatorRole.Supervisor).WithTags("Tickets")
            .WithSummary("Undoes an entry or an exit, so that it does not count.");
        app.MapPost(Tickets + "/blocks", (BlockRequest request, HttpContext context) => Desk(context).Block(request))
            .Produces<BlockRequest>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).Requires(OperatorRole.Supervisor).WithTags("Tickets")
            .WithSummary("Blocks a ticket that was lost, stolen or charged back, or unblocks it.");
        app.MapGet(Tickets + "/acts", (DateTimeOffset? since, HttpContext context) => Desk(context).Acts(since))
            .Produces<ActList>().Requires(OperatorRole.Supervisor).WithTags("Tickets")
            .WithSummary("What was done by hand since an instant, or within the last day: who, when, what, about which ticket, and why.");
        app.MapGet(Tickets + "/attendance", (HttpContext context, int minutes = 0) => Desk(context).AllAttendance(minutes))
            .Produces<AttendanceList>().Requires(OperatorRole.Steward).WithTags("Tickets")
            .WithSummary("How many guests of each open event are inside, entered, expected and were refused, in all and by entrance, with the "
                + "passages of each of the last \"?minutes=60\" minutes.");
        app.MapGet(Tickets + "/attendance/{**name}", (string name, HttpContext context, int minutes = 0) =>
                Desk(context).AttendanceOf(Messaging.NameInAddress.Of(context, Tickets + "/attendance/", name), minutes))
            .Produces<AttendanceReport>().ProducesProblem(StatusCodes.Status404NotFound).Requires(OperatorRole.Steward).WithTags("Tickets")
            .WithSummary("The same for one event, with the passages of each of the last \"?minutes=60\" minutes.");
    }
}
