using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pedestal.Messaging.Operators;

/// <summary>Which role a request needs, and who sends it.</summary>
public static class RoleRequirement
{
    /// <summary>Who holds the administration key, in the table of acts: a machine, or whoever can read its file.</summary>
    public const string Machine = "administration key";

    /// <summary>Requires an operator with this role or a higher one, or the administration key.</summary>
    public static RouteHandlerBuilder Requires(this RouteHandlerBuilder endpoint, OperatorRole role) => endpoint
        .RequireAuthorization(policy => policy.RequireRole(role.ToString())).ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>Requires one of these <see cref="KeyRights"/> or <see cref="OperatorRole"/>s, or the administration key.</summary>
    public static RouteHandlerBuilder RequiresAny(this RouteHandlerBuilder endpoint, params string[] rights) => endpoint
        .RequireAuthorization(policy => policy.RequireRole(rights)).ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>The name of the operator who sent the request.</summary>
    /// <exception cref="InvalidOperationException">The request needs no key.</exception>
    public static string OperatorName(this HttpContext context) =>
        context.User.Identity?.Name ?? throw new InvalidOperationException("This request has no operator.");
}
