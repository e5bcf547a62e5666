using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Pedestal.Web.Security;

/// <summary>A request that is refused without a word gets a page that says so, with the status that it had.</summary>
static class Refusals
{
    /// <summary>Adds the pages.</summary>
    public static void UseRefusalPages(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Response.HasStarted || context.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            return;
        }

        // Without it a page is not rendered whose status is 404 already.
        context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature
        {
            OriginalPath = context.Request.Path, OriginalPathBase = context.Request.PathBase,
        });
        var pages = Headers.IsGuests(context.Request.Path) ? "/my-palm/refused" : "/refused";
        (context.Request.Method, context.Request.Path) = (HttpMethods.Get, $"{pages}/{context.Response.StatusCode}");
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();

        // What renders a page is made anew for each page.
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await next(context);
        context.RequestServices = services;
    });
}
