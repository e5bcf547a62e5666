using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pedestal.Ticketing.Tests;

/// <summary>
/// A server with the part of pretix's REST API that this connector uses, written from its documentation: paths, pages, filters,
/// status codes and error bodies. It is not pretix.
/// </summary>
sealed partial class PretixStub : IAsyncDisposable
{
    internal const string Organizer = "bigevents";
    internal const string ApiToken = "1kcsh572fonm3hawalrncam4l1gktr2rzx25a22l8g9hx108o9oi0rztpcvwnfnd";
    internal const long DeviceId = 5;
    internal const string InitializationToken = "kpp4jn8g2ynzonp6";

    readonly WebApplication _app;
    readonly TimeProvider _time;
    readonly Lock _lock = new();
    long _numbers = 100;

    PretixStub(WebApplication app, TimeProvider time)
    {
        (_app, _time) = (app, time);
        app.Use(InterceptAsync);
        MapDevice();
        MapEvents();
        MapOrders();
        MapMedia();
        MapCheckins();
    }

    internal List<StubEvent> Events { get; } = [];

    internal List<StubMedium> Media { get; } = [];

    /// <summary>Every request that arrived, with its query.</summary>
    internal List<string> Requests { get; } = [];

    /// <summary>Responds instead of pretix if it returns true.</summary>
    internal Func<HttpContext, Task<bool>> Instead { get; set; } = _ => Task.FromResult(false);

    internal int PageSize { get; set; } = 50;

    internal bool IsInitialized { get; private set; }

    internal bool IsRevoked { get; set; }

    internal string? SoftwareVersion { get; private set; }

    internal string Url => _app.Urls.First();

    internal IEnumerable<StubPosition> Positions => Events.SelectMany(e => e.Orders).SelectMany(o => o.Positions);

    internal static async Task<PretixStub> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new PretixStub(builder.Build(), time);
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    /// <summary>Changes what pretix keeps, at one instant.</summary>
    internal T Change<T>(Func<T> change)
    {
        lock (_lock)
        {
            return change();
        }
    }

    internal StubOrder Order(StubEvent e, string code, int tickets = 1, string? customer = null) => Change(() =>
    {
        var order = new StubOrder { Code = code, Customer = customer, LastModified = Now };
        e.Orders.Add(order);
        for (var i = 1; i <= tickets; i++)
        {
            order.Positions.Add(new StubPosition { Id = ++_numbers, Order = order, Event = e, Secret = $"{code}-secret-{i}" });
        }

        return order;
    });

    internal StubMedium Medium(string identifier, params StubPosition[] positions) => Change(() =>
    {
        var medium = new StubMedium { Id = ++_numbers, Type = "nfc_uid", Identifier = identifier, Updated = Now };
        medium.LinkedOrderpositions = [.. positions.Select(p => p.Id)];
        Media.Add(medium);
        return medium;
    });

    /// <summary>A change of an order, which pretix notes as its time of modification.</summary>
    internal void Touch(StubOrder order, Action change) => Change(() =>
    {
        change();
        order.LastModified = Now;
        return true;
    });

    internal void Touch(StubMedium medium, Action change) => Change(() =>
    {
        change();
        medium.Updated = Now;
        return true;
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    DateTimeOffset Now => _time.GetUtcNow();

    async Task InterceptAsync(HttpContext context, RequestDelegate next)
    {
        lock (_lock)
        {
            Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        }

        if (await Instead(context))
        {
            return;
        }

        var isOpen = context.Request.Path == "/api/v1/device/initialize";
        if (!isOpen && (IsRevoked || context.Request.Headers.Authorization != $"Device {ApiToken}"))
        {
            await SayAsync(context, 401, new { detail = "Invalid device token." });
            return;
        }

        await next(context);
    }

    Task PageAsync<T>(HttpContext context, IEnumerable<T> items, Func<T, object> shown)
    {
        object answer;
        var page = int.TryParse(context.Request.Query["page"], out var number) ? number : 1;
        lock (_lock)
        {
            context.Response.Headers["X-Page-Generated"] = Iso(Now);
            var all = items.ToList();
            var isMore = all.Count > page * PageSize;
            var query = context.Request.Query.Where(q => q.Key != "page")
                .SelectMany(q => q.Value.Select(value => $"{q.Key}={Uri.EscapeDataString(value!)}")).Append($"page={page + 1}");
            answer = new
            {
                count = all.Count,
                next = isMore ? $"{Url}{context.Request.Path}?{string.Join('&', query)}" : null,
                previous = (string?)null,
                results = all.Skip((page - 1) * PageSize).Take(PageSize).Select(shown).ToList(),
            };
        }

        return SayAsync(context, 200, answer);
    }

    static Task NotFoundAsync(HttpContext context) => SayAsync(context, 404, new { detail = "Not found." });

    static async Task SayAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }

    static async Task<JsonElement> BodyAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        return body.RootElement.Clone();
    }

    static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    static string? Iso(DateTimeOffset? at) => at is { } instant ? Iso(instant) : null;
}
