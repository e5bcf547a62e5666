using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Pedestal.Matcher;

/// <summary>The OpenAPI document at /openapi/v1.json.</summary>
static class ApiDescription
{
    const string KeyScheme = "administrationKey";

    /// <summary>Adds the document.</summary>
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", api =>
    {
        api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Palm matcher",
                Version = "v1",
                Description = "For operators, ticketing systems and monitoring of a venue. Guests' palms are neither accepted "
                    + "nor returned here: enrolments and entries come sealed from pedestals over MQTT.",
            };
            document.Components ??= new OpenApiComponents();
            document.AddComponent(KeyScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The content of the matcher's admin.key; for requests of ticketing also an operator's key.",
            });
            document.Paths[PrometheusMetrics.Path] = Metrics();
            ApiExamples.Complete(document);
            return Task.CompletedTask;
        });
        api.AddOperationTransformer((operation, context, _) =>
        {
            if ("/" + context.Description.RelativePath is { } path
                && path.StartsWith(HttpApi.Administration + "/", StringComparison.Ordinal))
            {
                operation.Security =
                [
                    new OpenApiSecurityRequirement
                    {
                        [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [],
                    },
                ];
            }

            return Task.CompletedTask;
        });
    });

    // The exporter's endpoint does not describe itself.
    static OpenApiPathItem Metrics() => new()
    {
        Operations = new()
        {
            [HttpMethod.Get] = new OpenApiOperation
            {
                Summary = "Latency stages, decisions, gallery size and refused requests, for Prometheus.",
                Responses = new()
                {
                    ["200"] = new OpenApiResponse
                    {
                        Description = "OK",
                        Content = new Dictionary<string, OpenApiMediaType> { ["text/plain"] = new() },
                    },
                },
            },
        },
    };
}
