using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pedestal.Ticketing;

/// <summary>A row that was left out.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">What is wrong with it; never the code or the account itself.</param>
public sealed record TicketRowError(int Line, string Reason);

/// <summary>An import as answered.</summary>
/// <param name="Imported">Tickets added or brought up to date.</param>
/// <param name="LeftOut">Rows left out.</param>
/// <param name="Errors">The first of them, in order.</param>
public sealed record TicketImportAnswer(int Imported, int LeftOut, IReadOnlyList<TicketRowError> Errors);

/// <summary>Ticketing's requests over HTTP; whoever mounts them asks for the administration key.</summary>
public static class TicketEndpoints
{
    const string Csv = "text/csv";
    const long LargestImport = 16 * 1024 * 1024;
    const int MostErrors = 100;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Adds the import of tickets.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="ticketing">The parts of the host that ticketing runs in.</param>
    public static void MapTickets(this IEndpointRouteBuilder app, Func<IServiceProvider> ticketing) =>
        app.MapPost("/tickets", (HttpRequest request, CancellationToken stop) => ImportAsync(request, ticketing(), stop))
            .WithMetadata(new RequestSizeLimitAttribute(LargestImport))
            .Accepts<string>(Csv).Produces<TicketImportAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .WithTags("Tickets")
            .WithSummary("Imports tickets from CSV with the columns code,account,event[,status][,kind]. Good rows are "
                + "kept, bad ones are left out and named by line.");

    static async Task<IResult> ImportAsync(HttpRequest request, IServiceProvider ticketing, CancellationToken stop)
    {
        string text;
        try
        {
            using var reader = new StreamReader(request.Body, Utf8);
            text = await reader.ReadToEndAsync(stop);
        }
        catch (DecoderFallbackException)
        {
            return Refused("The body is not UTF-8. Save the list as CSV in UTF-8 and send it again.");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return Refused("The body is empty. Send the CSV itself, its first line code,account,event[,status][,kind].");
        }

        var result = TicketImport.Run(new StringReader(text), "body", ticketing.GetRequiredService<TicketStore>());
        var errors = result.Errors.Take(MostErrors).Select(e => new TicketRowError(e.Line, e.Reason)).ToList();
        ticketing.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TicketEndpoints)).LogInformation(
            "Imported {Tickets} tickets on request, left {Rows} rows out", result.Imported, result.Errors.Count);
        return result.Imported == 0 && errors is [var first, ..]
            ? Refused($"No ticket was imported. Line {first.Line}: {first.Reason}.", errors)
            : TypedResults.Ok(new TicketImportAnswer(result.Imported, result.Errors.Count, errors));
    }

    static IResult Refused(string detail, IReadOnlyList<TicketRowError>? errors = null) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest,
        extensions: errors is null ? null : new Dictionary<string, object?> { ["errors"] = errors });
}
