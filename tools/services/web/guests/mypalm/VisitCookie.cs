using Microsoft.AspNetCore.Http;
using Pedestal.Web.Services;

namespace Pedestal.Web.Guests.MyPalm;

/// <summary>The visit in the guest's browser: sealed by identity, sent to these pages only, and out of reach of scripts.</summary>
static class VisitCookie
{
    const string Name = "pedestal.visit";
    const string Path = "/my-palm";

    /// <summary>The visit; null if there is none.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[Name] is { Length: > 0 } visit ? visit : null;

    /// <summary>Begins a visit.</summary>
    public static void Set(HttpContext context, VisitOpened visit) =>
        context.Response.Cookies.Append(Name, visit.Visit, Options(context, visit.Expires));

    /// <summary>Ends it in this browser.</summary>
    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, expires: null));

    static CookieOptions Options(HttpContext context, DateTimeOffset? expires) => new()
    {
        Path = Path, HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true, Expires = expires,
    };
}
