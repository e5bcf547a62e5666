using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Pedestal.Web.Services;

namespace Pedestal.Web.Guests.Booth;

/// <summary>What the buttons of a booth's screen do; each leads back to the screen, which says what is so now.</summary>
static class BoothActs
{
    const string Page = "/booth";

    /// <summary>Maps them.</summary>
    public static void MapBooth(this IEndpointRouteBuilder app)
    {
        app.MapPost(Page + "/agree", (HttpContext context, BoothApi booths, BoothCookie cookie, [FromForm] string? digest, [FromForm] string? agreed) =>
            agreed == "true"
                ? ActAsync(context, cookie, place => booths.AgreeAsync(place, digest ?? ""), Addresses.With(Page, context.Language()!))
                : Task.FromResult(Results.LocalRedirect(Addresses.With(Page, context.Language()!, Addresses.Unsure))));
        app.MapPost(Page + "/again", (HttpContext context, BoothApi booths, BoothCookie cookie, [FromForm] string? _) =>
            ActAsync(context, cookie, booths.ClearAsync, Page));
    }

    static async Task<IResult> ActAsync(HttpContext context, BoothCookie cookie, Func<BoothPlace, Task<BoothShown?>> act, string then)
    {
        try
        {
            if (cookie.Of(context) is { } place)
            {
                await act(place);
            }
        }
        catch (ServiceException)
        {
            // The screen says so until the services answer again.
        }

        return Results.LocalRedirect(then);
    }
}
