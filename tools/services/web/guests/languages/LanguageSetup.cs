using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Web.Security;

namespace Pedestal.Web.Guests;

/// <summary>Chooses the language of a request of a guest before its page is rendered.</summary>
static class LanguageSetup
{
    static readonly object Key = new();

    /// <summary>Adds the choice.</summary>
    public static void UseGuestLanguages(this WebApplication app) => app.Use((context, next) =>
    {
        if (Headers.IsGuests(context.Request.Path))
        {
            context.Items[Key] = context.RequestServices.GetRequiredService<GuestLanguages>().Of(context.Request);
        }

        return next(context);
    });

    /// <summary>The language of a guest's request; null for a request of anybody else.</summary>
    public static GuestText? Language(this HttpContext context) => context.Items[Key] as GuestText;
}
