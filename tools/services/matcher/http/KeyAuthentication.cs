using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>
/// Who sends a request: whoever has the administration key; a machine with a key of its own, within its scopes; a person at the web
/// pages, within the person's role; the pages themselves, for what guests do there; or, for the requests of a party's ticketing, an operator of that party.
/// </summary>
sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder,
    AdminKeyFile file, PagesKeyFile pages, MachineKeys machines, KeyRefusals refusals) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    const string AdministrationClaim = "administration";

    static readonly string[] Everything =
        [.. Enum.GetNames<OperatorRole>(), KeyRights.Status, KeyRights.Palms, KeyRights.Purge, KeyRights.Privacy, KeyRights.Guests];

    /// <summary>Adds the authentication, and the rule that everything else under /v1 needs the administration key.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(own => new KeyRefusals(TimeProvider.System, own.GetRequiredService<ILogger<KeyRefusals>>()));
        services.AddAuthentication(BearerKey.Scheme)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(BearerKey.Scheme, configureOptions: null);

        // Also for paths that do not exist.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(asked =>
            asked.Resource is HttpContext context && (!context.Request.Path.StartsWithSegments(HttpApi.Administration)
                || asked.User.HasClaim(AdministrationClaim, ""))).Build());
    }

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerKey.Of(Request.Headers.Authorization) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var known = file.Key?.Is(key) == true ? Ticket(RoleRequirement.Machine, Everything, new Claim(AdministrationClaim, ""))
            : pages.Key?.Is(key) == true ? OfPages()
            : machines.Find(key) is { } machine ? Ticket(machine.Name, machine.Rights)
            : Context.GetEndpoint()?.Metadata.GetMetadata<TicketingPart>()?.FindOperator(key) is { } found
                ? Ticket(found.Name, Enum.GetValues<OperatorRole>().Where(role => role <= found.Role).Select(role => role.ToString()))
            : null;
        return Task.FromResult(known is null ? AuthenticateResult.Fail("unknown key") : AuthenticateResult.Success(known));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (file.Key is null)
        {
            return Results.Problem("The matcher's administration key cannot be used. The log and /readyz say why.",
                statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(Context);
        }

        refusals.Refused(Context.Connection.RemoteIpAddress);
        Response.Headers.WWWAuthenticate = BearerKey.Scheme;
        return Results.Problem(
            "The administration key is missing or wrong. Send \"Authorization: Bearer KEY\" with the content of the matcher's admin.key; "
            + "most requests also take the key of a machine (\"machine add\") or, those of ticketing, of an operator.",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Results.Problem(
        $"{Context.User.Identity?.Name} may not do this: it needs another role or scope, or the administration key.",
        statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);

    AuthenticationTicket? OfPages() => !ActingPerson.IsNamed(Request.Headers) ? Ticket("the pages", [KeyRights.Guests])
        : ActingPerson.Read(Request.Headers) is { } person ? Ticket(person.Name, person.Rights) : null;

    AuthenticationTicket Ticket(string name, IEnumerable<string> rights, params Claim[] more) => new(
        new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, name), .. rights.Select(right => new Claim(ClaimTypes.Role, right)), .. more], Scheme.Name)), Scheme.Name);
}
