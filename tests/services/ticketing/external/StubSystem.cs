using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pedestal.Ticketing.Tests;

/// <summary>An external ticketing system over real HTTP; the test sets its replies.</summary>
sealed class StubSystem : IAsyncDisposable
{
    readonly WebApplication _app;

    StubSystem(WebApplication app)
    {
        _app = app;
        app.Run(async context =>
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await Respond(context);
                return;
            }

            if (context.Request.Path.Value!.EndsWith("/v1/events", StringComparison.Ordinal))
            {
                await RespondEvents(context);
                return;
            }

            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var request = new Received(
                context.Request.Method + " " + context.Request.Path,
                context.Request.Headers["Idempotency-Key"].ToString(),
                context.Request.Headers.Authorization.ToString(),
                body.RootElement.Clone());
            Requests.Enqueue(request);
            await Respond(context);
        });
    }

    internal ConcurrentQueue<Received> Requests { get; } = new();

    internal Func<HttpContext, Task> Respond { get; set; } = Saying("""{"decision":"admitted"}""");

    /// <summary>What it says of its events, which everybody asks for and nobody counts.</summary>
    internal Func<HttpContext, Task> RespondEvents { get; set; } =
        Saying("""{"events":[{"number":1,"name":"tonight","venue":"demo","opening":"open"}]}""");

    internal string Url => _app.Urls.First();

    internal static async Task<StubSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new StubSystem(builder.Build());
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    internal static Func<HttpContext, Task> Saying(string body, int status = 200) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record Received(string Path, string IdempotencyKey, string Authorization, JsonElement Body);
}
