using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pedestal.Web.Security;

/// <summary>What a browser may do with the pages: run and load what this process serves, and nothing else.</summary>
static class Headers
{
    // MudBlazor positions by style attributes; no style element and no script outside a file is allowed anywhere.
    const string Operators = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' blob:; "
        + "font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

    const string Guests = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'self'";

    /// <summary>Adds the headers of every response.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        var isGuests = IsGuests(context.Request.Path);
        headers.ContentSecurityPolicy = isGuests ? Guests : Operators;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = isGuests ? "camera=(), microphone=(), geolocation=()" : "camera=(self), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (isGuests)
        {
            headers.CacheControl = "no-cache, no-store";
            headers["X-Robots-Tag"] = "noindex";
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next(context);
    });

    /// <summary>Whether a path is one of the pages for guests.</summary>
    public static bool IsGuests(PathString path) => path.StartsWithSegments("/booth") || path.StartsWithSegments("/my-palm");
}
