using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Pedestal.Web.Guests;

/// <summary>What the pages of guests have in common: the language.</summary>
public abstract class GuestPage : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext Context { get; set; } = null!;

    /// <summary>The texts in the guest's language.</summary>
    protected GuestText T => Context.Language()!;
}
