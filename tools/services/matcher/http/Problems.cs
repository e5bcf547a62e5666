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

/// <summary>Makes every refusal an application/problem+json that says what is wrong, where, and what to do.</summary>
sealed class Problems(ILogger<Problems> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellation)
    {
        var status = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            StorageException or DbException or PalmStoreException or PartDownException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        var down = exception as PartDownException;
        if (status >= StatusCodes.Status500InternalServerError && down is null)
        {
            logger.LogError(exception, "{Endpoint} failed", context.GetEndpoint()?.DisplayName);
        }

        var json = exception.InnerException as JsonException;
        var detail = json?.LineNumber is { } line
            ? $"The body is not the JSON that belongs here: line {line + 1}, byte {json.BytePositionInLine + 1}. "
                + "GET /openapi/v1.json describes it."
            : down is not null ? $"{down.Message} It is tried again; /readyz says when it runs."
            : Meaning(status, context);
        await Results.Problem(detail, statusCode: status).ExecuteAsync(context);
        return true;
    }

    /// <summary>What a status means here and what to do about it.</summary>
    public static string? Meaning(int status, HttpContext context) => status switch
    {
        StatusCodes.Status400BadRequest =>
            "The request has no body, or one that does not belong here. GET /openapi/v1.json describes it.",
        StatusCodes.Status404NotFound => "There is nothing at this path. GET /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"This path does not take {context.Request.Method}; it takes "
            + $"{context.Response.Headers.Allow}. GET /openapi/v1.json lists what there is.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large. Send less, or several requests.",
        StatusCodes.Status415UnsupportedMediaType =>
            "The body is of a media type that this path does not take. GET /openapi/v1.json names the one it takes.",
        StatusCodes.Status503ServiceUnavailable =>
            "The database does not answer, or not as it should. The matcher's log says why; then send this again.",
        StatusCodes.Status500InternalServerError => "The matcher could not do this. Its log says why.",
        _ => null,
    };
}

/// <summary>Registers <see cref="Problems"/>.</summary>
static class ProblemServices
{
    /// <summary>Adds it.</summary>
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = problem =>
            problem.ProblemDetails.Detail ??= Problems.Meaning(
                problem.ProblemDetails.Status ?? problem.HttpContext.Response.StatusCode, problem.HttpContext));
        services.AddExceptionHandler<Problems>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
    }
}
