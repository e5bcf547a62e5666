using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging.Operators;
using Pedestal.Web.Accounts;
using Pedestal.Web.Services;

namespace Pedestal.Web.Operators;

/// <summary>What the pages of people who act have in common: who it is, and how a refusal is told.</summary>
public abstract class PersonPage : ComponentBase
{
    /// <summary>The person; set before <see cref="LoadAsync"/>.</summary>
    protected ActingPerson Person { get; private set; } = null!;

    /// <summary>Why the last thing was not done; null if it was.</summary>
    protected string? Refusal { get; set; }

    /// <summary>What was done last; null if it was refused, or needs no words.</summary>
    protected string? Done { get; set; }

    /// <summary>Whether something is being done.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Who has signed in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState> Who { get; set; } = null!;

    [Inject]
    ILogger<PersonPage> Logger { get; set; } = null!;

    /// <summary>Whether the person has a role, or a higher one.</summary>
    protected bool Is(string role) => _who?.IsInRole(role) == true;

    System.Security.Claims.ClaimsPrincipal? _who;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _who = (await Who).User;
        Person = PersonRoles.Of(_who) ?? throw new InvalidOperationException("Nobody has signed in.");
        await DoAsync(LoadAsync);
    }

    /// <summary>Reads what the page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>Does something; a refusal is shown. False if it was refused.</summary>
    protected async Task<bool> DoAsync(Func<Task> act)
    {
        (Refusal, Done, IsBusy) = (null, null, true);
        try
        {
            // A session that has ended since this page was opened does nothing any more.
            if ((await Who).User.Identity?.IsAuthenticated != true)
            {
                throw new ServiceException("Your session has ended. Load the page again to sign in.");
            }

            await act();
        }
        catch (Exception e) when (IsNamed(e))
        {
            Refusal = e.Message;
        }
        catch (Exception e)
        {
            Logger.LogError(e, "A page could not do something");
            Refusal = "This failed; an administrator finds the reason in the log of the pages.";
        }

        IsBusy = false;
        return Refusal is null;
    }

    static bool IsNamed(Exception e) => e is ServiceException or AccountException or Fleet.FleetException
        or Messaging.Commands.PedestalCommandException or Messaging.KeyFileException or Storage.StorageException;
}
