using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Pedestal.Web.Security;
using Pedestal.Web.Services;

namespace Pedestal.Web.Guests.MyPalm;

/// <summary>
/// What the buttons of the guest's own page do. Each leads back to the page, which says what is so now: loading it again does nothing
/// twice, and no address has a secret.
/// </summary>
static class MyPalmActs
{
    const string Page = "/my-palm";

    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps them.</summary>
    public static void MapMyPalm(this IEndpointRouteBuilder app)
    {
        app.MapPost(Page + "/open", OpenAsync).RequireRateLimiting(RateLimits.Secrets);
        app.MapPost(Page + "/withdraw", (HttpContext context, GuestsApi guests, [FromForm] string? party) =>
            ActAsync(context, visit => guests.WithdrawAsync(visit, party ?? "")));
        app.MapPost(Page + "/delete", (HttpContext context, GuestsApi guests, [FromForm] string? sure) => sure == "true"
            ? ActAsync(context, guests.DeleteAsync)
            : Task.FromResult(To(context, Addresses.Unsure)));
        app.MapPost(Page + "/leave", Leave);
        app.MapGet(Page + "/record.json", RecordAsync);
    }

    static async Task<IResult> OpenAsync(HttpContext context, GuestsApi guests, [FromForm] string? link)
    {
        VisitCookie.Remove(context);
        try
        {
            if (await guests.OpenAsync(link ?? "") is { } visit)
            {
                VisitCookie.Set(context, visit);
            }
        }
        catch (ServiceException)
        {
            return Results.LocalRedirect(Addresses.With($"{Page}/{Uri.EscapeDataString(link ?? "")}", context.Language()!, Addresses.Unanswered));
        }

        return To(context);
    }

    // A visit that is over is said by the page.
    static async Task<IResult> ActAsync(HttpContext context, Func<string, Task<GuestTold?>> act)
    {
        try
        {
            if (VisitCookie.Of(context) is { } visit)
            {
                await act(visit);
            }
        }
        catch (ServiceException)
        {
            return To(context, Addresses.Unanswered);
        }

        return To(context);
    }

    static IResult Leave(HttpContext context)
    {
        VisitCookie.Remove(context);
        return To(context);
    }

    static async Task<IResult> RecordAsync(HttpContext context, GuestsApi guests)
    {
        try
        {
            if (VisitCookie.Of(context) is { } visit && await guests.RecordAsJsonAsync(visit) is { } record)
            {
                context.Response.Headers.ContentDisposition = "attachment; filename=\"my-palm.json\"";
                return Results.Json(record, Readable);
            }
        }
        catch (ServiceException)
        {
            return To(context, Addresses.Unanswered);
        }

        return To(context);
    }

    static IResult To(HttpContext context, string? say = null) => Results.LocalRedirect(Addresses.With(Page, context.Language()!, say));
}
