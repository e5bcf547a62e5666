using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Storage;

namespace Pedestal.Matcher;

/// <summary>Turns every refusal into application/problem+json that says what is wrong, where, and what to do.</summary>
sealed class ProblemResponses(ILogger<ProblemResponses> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellation)
    {
        var status = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            StorageException or DbException or PalmStoreException or PopulationException or PartDownException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        var down = exception as PartDownException;
        if (status >= StatusCodes.Status500InternalServerError && down is null)
        {
            logger.LogError(exception, "{Endpoint} failed", context.GetEndpoint()?.DisplayName);
        }

        var json = exception.InnerException as JsonException;
        var detail = json?.LineNumber is { } line
            ? $"The body is not the expected JSON: line {line + 1}, byte {json.BytePositionInLine + 1}. "
                + "GET /openapi/v1.json describes it."
            : down is not null ? $"{down.Message} It is being restarted; /readyz says when it runs."
            : Meaning(status, context);
        await Results.Problem(detail, statusCode: status).ExecuteAsync(context);
        return true;
    }

    /// <summary>What a status means here, and what to do.</summary>
    public static string? Meaning(int status, HttpContext context) => status switch
    {
        StatusCodes.Status400BadRequest =>
            "The request has no body, or not the expected one. GET /openapi/v1.json describes it.",
        StatusCodes.Status404NotFound => "There is nothing at this path. GET /openapi/v1.json lists all paths.",
        StatusCodes.Status405MethodNotAllowed => $"This path does not accept {context.Request.Method}, only "
            + $"{context.Response.Headers.Allow}. GET /openapi/v1.json lists all paths.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large. Send less, or several requests.",
        StatusCodes.Status415UnsupportedMediaType =>
            "This path does not accept the body's media type. GET /openapi/v1.json says which one it accepts.",
        StatusCodes.Status503ServiceUnavailable =>
            "The database, or another node, does not respond as it should. See the matcher's log, then send this again.",
        StatusCodes.Status500InternalServerError => "The matcher could not do this. See its log.",
        _ => null,
    };
}

/// <summary>Registers <see cref="ProblemResponses"/>.</summary>
static class ProblemResponseServices
{
    /// <summary>Adds it.</summary>
    public static void AddProblemResponses(this IServiceCollection services)
    {
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = problem =>
            problem.ProblemDetails.Detail ??= ProblemResponses.Meaning(
                problem.ProblemDetails.Status ?? problem.HttpContext.Response.StatusCode, problem.HttpContext));
        services.AddExceptionHandler<ProblemResponses>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
    }
}
