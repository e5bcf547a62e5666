using System.Security.Claims;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Web.Accounts;

/// <summary>Roles in words, as claims, and as pages require them.</summary>
public static class PersonRoles
{
    /// <summary>Who finds and admits guests: steward and above.</summary>
    public const string Door = nameof(PersonRole.Steward);

    /// <summary>Who undoes, blocks and commands pedestals: supervisor and above.</summary>
    public const string Supervisor = nameof(PersonRole.Supervisor);

    /// <summary>Who changes events, pedestals and accounts.</summary>
    public const string Administrator = nameof(PersonRole.Administrator);

    /// <summary>Who answers for what is stored about persons.</summary>
    public const string Privacy = nameof(PersonRole.PrivacyOfficer);

    /// <summary>Who reads what others did.</summary>
    public const string Acts = Supervisor + "," + Privacy;

    const string StampClaim = "stamp";

    /// <summary>A role in words.</summary>
    public static string Words(this PersonRole role) => role switch
    {
        PersonRole.PrivacyOfficer => "privacy officer",
        _ => role.ToString().ToLowerInvariant(),
    };

    /// <summary>What a role is for, in a sentence.</summary>
    public static string Purpose(this PersonRole role) => role switch
    {
        PersonRole.Steward => "Finds guests at the door and admits by hand.",
        PersonRole.Supervisor => "Also undoes entries, blocks tickets, and commands pedestals.",
        PersonRole.PrivacyOfficer => "Answers for what is stored about persons; admits nobody.",
        _ => "Also changes events, pedestals and accounts; reads nothing about palms.",
    };

    /// <summary>A role as another system may write it; null if it is none.</summary>
    public static PersonRole? Parse(string text) =>
        Enum.TryParse<PersonRole>(text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), true, out var role)
            && Enum.IsDefined(role) && !text.Any(char.IsAsciiDigit) ? role : null;

    /// <summary>A person who has signed in. Roles above steward include those below; the privacy officer's stands alone.</summary>
    /// <param name="name">The person's name.</param>
    /// <param name="role">The role.</param>
    /// <param name="scheme">How the person signed in.</param>
    /// <param name="stamp">The account's present stamp; null for a person of another system.</param>
    public static ClaimsPrincipal Principal(string name, PersonRole role, string scheme, string? stamp)
    {
        List<Claim> claims = [new(ClaimTypes.Name, name), new(nameof(PersonRole), role.ToString())];
        claims.AddRange(Held(role).Select(held => new Claim(ClaimTypes.Role, held.ToString())));
        if (stamp is not null)
        {
            claims.Add(new Claim(StampClaim, stamp));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>The person behind a principal; null if nobody has signed in.</summary>
    public static ActingPerson? Of(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, Name: { } name }
            && Enum.TryParse<PersonRole>(principal.FindFirstValue(nameof(PersonRole)), out var role) ? new ActingPerson(name, role) : null;

    /// <summary>The stamp with which a local account signed in; null for a person of another system.</summary>
    public static string? StampOf(ClaimsPrincipal principal) => principal.FindFirstValue(StampClaim);

    /// <summary>Why nobody can have a name here; null if somebody can.</summary>
    public static string? RefusalOf(string name) => NameRule.RefusalOf(name) is { } refusal ? $"The name {refusal}." : null;

    static IEnumerable<PersonRole> Held(PersonRole role) => role switch
    {
        PersonRole.Steward => [role],
        PersonRole.Supervisor => [PersonRole.Steward, role],
        PersonRole.Administrator => [PersonRole.Steward, PersonRole.Supervisor, role],
        _ => (PersonRole[])[role],
    };
}
