using Pedestal.Messaging.Operators;

namespace Pedestal.Web.Accounts;

/// <summary>A person with a local account.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">The role.</param>
/// <param name="SeenAt">When the person last signed in; null for never.</param>
/// <param name="LockedUntil">Until when wrong passwords keep the account locked; null while they do not.</param>
/// <param name="HasPassword">Whether the person has accepted the invitation.</param>
/// <param name="InvitedUntil">Until when an invitation can be used; null for none.</param>
public sealed record Account(string Name, PersonRole Role, DateTimeOffset? SeenAt, DateTimeOffset? LockedUntil, bool HasPassword,
    DateTimeOffset? InvitedUntil);

/// <summary>A person who has given the right password.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">The role.</param>
/// <param name="Stamp">Changes when password or role do, which ends every session of the account.</param>
public sealed record SignedIn(string Name, PersonRole Role, string Stamp);

/// <summary>Something about accounts cannot be done; the message says why and what to do.</summary>
public sealed class AccountException(string message) : InvalidOperationException(message);
