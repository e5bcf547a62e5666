using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Pedestal.Web.Security;

/// <summary>How often one address may ask: generous for pages, few for whatever checks a secret.</summary>
static class RateLimits
{
    /// <summary>Of requests that check a password, an invitation or a link: ten a minute.</summary>
    public const string Secrets = "secrets";

    const int SecretsPerMinute = 10;
    const int PagesAtOnce = 300;
    const int PagesPerSecond = 50;

    /// <summary>Adds the limits.</summary>
    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            RateLimitPartition.GetTokenBucketLimiter(AddressOf(context), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = PagesAtOnce, TokensPerPeriod = PagesPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));

        // A page that is only looked at checks nothing.
        limits.AddPolicy(Secrets, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(AddressOf(context), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = SecretsPerMinute, Window = TimeSpan.FromMinutes(1),
            })
            : RateLimitPartition.GetNoLimiter(IPAddress.None));
    });

    static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;
}
