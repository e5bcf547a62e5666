using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>
/// The matcher's HTTP API: /v1 requires the administration key, or one whose scope or role allows the request;
/// the rest is open to anyone who can reach it.
/// </summary>
static class HttpApi
{
    /// <summary>The path of everything that needs a key.</summary>
    public const string Administration = "/v1";

    /// <summary>Longest request body in bytes; only the import of tickets accepts more.</summary>
    public const long LargestBody = 64 * 1024;

    /// <summary>Adds the services that the endpoints need.</summary>
    public static void AddHttpApi(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddSingleton<AdminKeyFile>().AddSingleton<PagesKeyFile>().AddSingleton<Health>();
        builder.Services.AddSingleton(own => new MachineKeys(own.GetRequiredService<MatcherOptions>().BesideAdminKey(MachineCommands.File),
            own.GetRequiredService<ILogger<MachineKeys>>()));
        KeyAuthentication.Add(builder.Services);
        builder.Services.AddProblemResponses();
        builder.Services.AddApiDescription();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapHttpApi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseHead();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();

        // Created at the start, where the operator expects it.
        _ = app.Services.GetRequiredService<AdminKeyFile>().Key;
        _ = app.Services.GetRequiredService<PagesKeyFile>().Key;
        app.MapOpenApi();
        app.MapHealth();
        app.MapPrometheus();
        var administration = app.MapGroup(Administration)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        administration.MapEvents();
        administration.MapEnrolments();
        administration.MapDeletions();
        administration.MapUpkeep();
        administration.MapWithdrawals();
        administration.MapPedestals();
        administration.MapPrivacy();
        administration.MapMyPalm();
        administration.MapBooths();
        administration.MapNodes();
        foreach (var part in app.Services.GetServices<TicketingPart>())
        {
            part.Map(administration.MapGroup(part.Party == PartyNames.Default ? "" : $"/parties/{part.Party}").WithMetadata(part));
        }
    }

    // Whatever accepts GET accepts HEAD with the same status and headers (RFC 9110, section 9.3.2).
    static void UseHead(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Response.Body = body;
        }
    });
}
