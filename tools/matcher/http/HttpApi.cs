using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>What the matcher answers over HTTP: /v1 under the administration key, the rest to everyone who reaches it.</summary>
static class HttpApi
{
    /// <summary>Where everything is that needs the administration key.</summary>
    public const string Administration = "/v1";

    /// <summary>Bytes of a request's body; only the import of tickets takes more.</summary>
    public const long LargestBody = 64 * 1024;

    /// <summary>Adds what the endpoints need.</summary>
    public static void AddHttpApi(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddProblems();
        builder.Services.AddApiDescription();
    }

    /// <summary>Adds the endpoints.</summary>
    public static void MapHttpApi(this WebApplication app, MatcherOptions options)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseKey(AdminKey.LoadOrCreate(options.AdminKeyPath));
        app.MapOpenApi();
        app.MapHealth();
        app.MapPrometheus();
        var administration = app.MapGroup(Administration)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        administration.MapEvents();
        administration.MapEnrolments();
        administration.MapDeletions();
        if (options.Ticketing is { Embedded: true, External.IsUsed: false })
        {
            administration.MapTickets(() => app.Services.GetRequiredService<EmbeddedTicketing>().Services);
        }
    }

    // Before routing has read anything of the body, and for paths that do not exist too.
    static void UseKey(this WebApplication app, AdminKey key)
    {
        var refusals = new KeyRefusals(TimeProvider.System, app.Logger);
        app.Use((context, next) => AdmitAsync(context, next, key, refusals));
    }

    static async Task AdmitAsync(HttpContext context, RequestDelegate next, AdminKey key, KeyRefusals refusals)
    {
        if (!context.Request.Path.StartsWithSegments(Administration)
            || key.Opens(context.Request.Headers.Authorization))
        {
            await next(context);
            return;
        }

        refusals.Refused(context.Connection.RemoteIpAddress);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Results.Problem(
            "The administration key is missing or wrong. Send \"Authorization: Bearer KEY\" with the content of the "
            + "matcher's admin.key.",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }
}
