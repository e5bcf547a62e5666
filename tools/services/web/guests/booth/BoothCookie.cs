using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Pedestal.Web.Services;

namespace Pedestal.Web.Guests.Booth;

/// <summary>Which pedestal a tablet is beside. Only whoever may set up a screen gets this cookie, so that no other browser agrees for guests.</summary>
sealed class BoothCookie(IDataProtectionProvider protection)
{
    const string Name = "pedestal.booth";
    static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    readonly IDataProtector _protector = protection.CreateProtector("a booth's screen");

    /// <summary>The pedestal beside this browser; null for a browser that is not set up.</summary>
    public BoothPlace? Of(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Name] is { Length: > 0 } cookie && _protector.Unprotect(cookie).Split('/') is [var venue, var device]
                ? new BoothPlace(venue, device) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Sets up this browser.</summary>
    public void Set(HttpContext context, BoothPlace place) => context.Response.Cookies.Append(Name, _protector.Protect($"{place.Venue}/{place.Device}"),
        new CookieOptions
        {
            Path = "/booth", HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true, MaxAge = Lifetime,
        });
}
