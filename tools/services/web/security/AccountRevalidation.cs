using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;
using Pedestal.Web.Accounts;

namespace Pedestal.Web.Security;

/// <summary>Ends what a page may do soon after its person's account was removed or got another role or password.</summary>
sealed class AccountRevalidation(ILoggerFactory logging, AccountBook accounts) : RevalidatingServerAuthenticationStateProvider(logging)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(Cookies.IsCurrent(authenticationState.User, accounts));
}
