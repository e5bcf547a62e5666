using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Ticketing;

/// <summary>A row that was left out or looks damaged.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">What is wrong; never quotes the code or the account.</param>
public sealed record TicketRowNote(int Line, string Reason);

/// <summary>The result of an import.</summary>
/// <param name="Imported">Tickets added or updated.</param>
/// <param name="LeftOut">Rows left out.</param>
/// <param name="Events">
/// The number of tickets for each event; one without times stays closed until it is given some, or opened by hand.
/// </param>
/// <param name="Errors">The first of the rows left out, in order.</param>
/// <param name="Warnings">The first of the rows that were imported but look damaged.</param>
/// <param name="Used">Tickets that had been used before; they stayed used.</param>
/// <param name="Kept">The first of the rows that could not be applied as they are written.</param>
public sealed record TicketImportResult(int Imported, int LeftOut, IReadOnlyList<EventTickets> Events,
    IReadOnlyList<TicketRowNote> Errors, IReadOnlyList<TicketRowNote> Warnings, int Used, IReadOnlyList<TicketRowNote> Kept);

/// <summary>What an import would do; nothing is written.</summary>
/// <param name="Columns">The columns that are used.</param>
/// <param name="Unused">Named columns that are not.</param>
/// <param name="Tickets">Tickets that would be added or updated.</param>
/// <param name="LeftOut">Rows that would be left out.</param>
/// <param name="Events">The number of tickets for each event.</param>
/// <param name="NewEvents">Those of the events that would be created, without times.</param>
/// <param name="Errors">The rows that would be left out, in order, up to 10,000.</param>
/// <param name="Warnings">The rows that look damaged, up to 10,000.</param>
public sealed record TicketPreview(IReadOnlyList<string> Columns, IReadOnlyList<string> Unused, int Tickets, int LeftOut,
    IReadOnlyList<EventTickets> Events, IReadOnlyList<string> NewEvents, IReadOnlyList<TicketRowNote> Errors, IReadOnlyList<TicketRowNote> Warnings);

/// <summary>The import of tickets over HTTP.</summary>
public static class TicketEndpoints
{
    const string Csv = "text/csv";
    const long LargestImport = 16 * 1024 * 1024;
    const int MostNotes = 100;
    const int MostOfPreview = 10_000;

    /// <summary>Maps the import of tickets, and its preview.</summary>
    /// <param name="app">The route builder.</param>
    /// <param name="ticketing">Returns the services of the host that runs ticketing.</param>
    public static void MapTickets(this IEndpointRouteBuilder app, Func<IServiceProvider> ticketing)
    {
        app.MapPost("/tickets/previews", (HttpRequest request, CancellationToken stop) => PreviewAsync(request, ticketing(), stop))
            .WithMetadata(new RequestSizeLimitAttribute(LargestImport))
            .Accepts<string>(Csv).Produces<TicketPreview>()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .Requires(OperatorRole.Administrator).WithTags("Tickets")
            .WithSummary("What an import of this list would do: its columns, tickets by event, and every row that would be left out. Nothing is written.");
        app.MapPost("/tickets", (HttpRequest request, CancellationToken stop) => ImportAsync(request, ticketing(), stop))
            .WithMetadata(new RequestSizeLimitAttribute(LargestImport))
            .Accepts<string>(Csv).Produces<TicketImportResult>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .Requires(OperatorRole.Administrator).WithTags("Tickets")
            .WithSummary($"Imports tickets from CSV with the columns {TicketList.Columns}. Good rows are "
                + "imported, bad ones are left out and listed by line.");
    }

    static async Task<TicketList> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        return TicketList.Read(body.ToArray(), "body");
    }

    static async Task<IResult> PreviewAsync(HttpRequest request, IServiceProvider ticketing, CancellationToken stop)
    {
        var (list, store) = (await ReadAsync(request, stop), ticketing.GetRequiredService<TicketStore>());
        return TypedResults.Ok(new TicketPreview(list.UsedColumns, list.UnusedColumns, list.Rows.Count, list.Errors.Count, store.EventsOf(list),
            [.. list.Events.Select(e => e.Event).Where(name => store.Events.Find(name, venue: "") is null)],
            Told(list.Errors, MostOfPreview), Told(list.Warnings, MostOfPreview)));
    }

    static async Task<IResult> ImportAsync(HttpRequest request, IServiceProvider ticketing, CancellationToken stop)
    {
        var list = await ReadAsync(request, stop);
        if (list.Rows.Count == 0 && request.ContentLength == 0)
        {
            return Refused($"The body is empty. Send the CSV itself, its first line {TicketList.Columns}.");
        }

        var logger = ticketing.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TicketEndpoints));
        var store = ticketing.GetRequiredService<TicketStore>();
        ImportOutcome outcome;
        try
        {
            outcome = store.Import(list.Rows);
        }
        catch (ImportStoppedException e)
        {
            logger.LogError(e, "An import over HTTP stopped");
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        logger.LogInformation(
            "Imported {Tickets} tickets for {Events} events over HTTP, left out {Rows} rows",
            list.Rows.Count, list.Events.Count, list.Errors.Count);
        var errors = Told(list.Errors);
        return list.Rows.Count == 0 && errors is [var first, ..]
            ? Refused($"No ticket was imported. Line {first.Line}: {first.Reason}.", errors)
            : TypedResults.Ok(new TicketImportResult(
                list.Rows.Count, list.Errors.Count, store.EventsOf(list), errors, Told(list.Warnings), outcome.Used,
                [.. outcome.Kept.Take(MostNotes)]));
    }

    static List<TicketRowNote> Told(IReadOnlyList<ImportNote> notes, int most = MostNotes) =>
        [.. notes.Take(most).Select(note => new TicketRowNote(note.Line, note.Reason))];

    static IResult Refused(string detail, IReadOnlyList<TicketRowNote>? errors = null) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest,
        extensions: errors is null ? null : new Dictionary<string, object?> { ["errors"] = errors });
}
