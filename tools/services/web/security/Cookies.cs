using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Web.Accounts;

namespace Pedestal.Web.Security;

/// <summary>Who is at a page: a cookie after signing in, by a local account or by another system.</summary>
static class Cookies
{
    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/sign-in";

    // Longer than an evening, shorter than a night at home.
    static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    /// <summary>Adds sign-in, cookies and anti-forgery.</summary>
    public static void AddSignIn(this WebApplicationBuilder builder, PagesOptions options)
    {
        var services = builder.Services;
        Directory.CreateDirectory(options.CookieKeyFolder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(options.CookieKeyFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        services.AddDataProtection().SetApplicationName("pedestal").PersistKeysToFileSystem(new DirectoryInfo(options.CookieKeyFolder));
        services.AddAntiforgery(forms => Harden(forms.Cookie, "pedestal.form"));
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookies =>
        {
            Harden(cookies.Cookie, "pedestal.person");
            if (options.OpenIdConnect.IsUsed)
            {
                // A strict cookie is not sent on the way back from another site, which would ask to sign in for ever.
                cookies.Cookie.SameSite = SameSiteMode.Lax;
            }

            cookies.ExpireTimeSpan = Longest;
            cookies.SlidingExpiration = false;
            cookies.LoginPath = SignInPath;
            cookies.AccessDeniedPath = "/not-allowed";
            cookies.ReturnUrlParameter = "next";
            cookies.Events.OnValidatePrincipal = ValidateAsync;
        });
        if (options.OpenIdConnect.IsUsed)
        {
            authentication.AddOpenIdConnect(other => Configure(other, options.OpenIdConnect));
        }

        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, AccountRevalidation>();
    }

    /// <summary>Whether a stored session still stands for its account.</summary>
    public static bool IsCurrent(ClaimsPrincipal principal, AccountBook accounts) =>
        PersonRoles.StampOf(principal) is not { } stamp || accounts.IsCurrent(principal.Identity!.Name!, stamp);

    static async Task ValidateAsync(CookieValidatePrincipalContext cookie)
    {
        if (!IsCurrent(cookie.Principal!, cookie.HttpContext.RequestServices.GetRequiredService<AccountBook>()))
        {
            cookie.RejectPrincipal();
            await cookie.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    static void Configure(OpenIdConnectOptions other, OpenIdConnectSettings settings)
    {
        other.Authority = settings.Authority;
        other.ClientId = settings.ClientId;
        other.ClientSecret = settings.ClientSecretFile.Length > 0 ? TextFile.FirstLine(settings.ClientSecretFile, 4096) : null;
        other.RequireHttpsMetadata = !new Uri(settings.Authority).IsLoopback;
        other.ResponseType = "code";
        other.UsePkce = true;

        // The code comes back as a redirect, with which a browser sends cookies that it keeps without TLS too; PKCE protects it.
        other.ResponseMode = "query";
        other.CorrelationCookie.SameSite = other.NonceCookie.SameSite = SameSiteMode.Lax;
        other.CorrelationCookie.SecurePolicy = other.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        other.MapInboundClaims = false;
        other.GetClaimsFromUserInfoEndpoint = true;
        other.ClaimActions.Add(new Microsoft.AspNetCore.Authentication.OAuth.Claims.JsonKeyClaimAction(settings.RoleClaim, ClaimValueTypes.String, settings.RoleClaim));
        other.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        other.Events.OnRemoteFailure = failed =>
        {
            failed.HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdConnectSettings>>().LogWarning(
                "{Authority} did not sign somebody in: {Reason}", settings.Authority, failed.Failure?.Message);
            failed.Response.Redirect($"{SignInPath}?other=failed");
            failed.HandleResponse();
            return Task.CompletedTask;
        };
        other.Events.OnTicketReceived = ticket =>
        {
            // Of several roles the last of the list counts: whoever may change events may also admit.
            var role = ticket.Principal!.FindAll(settings.RoleClaim).Select(claim => PersonRoles.Parse(claim.Value)).Max();
            var name = NameRule.Normalise(ticket.Principal!.FindFirstValue(settings.NameClaim) ?? "");
            if (role is null || NameRule.RefusalOf(name) is not null)
            {
                ticket.Response.Redirect("/not-allowed");
                ticket.HandleResponse();
                return Task.CompletedTask;
            }

            ticket.Principal = PersonRoles.Principal(name, role.Value, OpenIdConnectDefaults.AuthenticationScheme, stamp: null);
            ticket.HttpContext.RequestServices.GetRequiredService<AccountBook>().Acts.Write(name, PageActKind.SignedIn, detail: role.Value.Words());
            return Task.CompletedTask;
        };
    }

    static void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }
}
