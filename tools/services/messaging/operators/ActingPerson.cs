using Microsoft.AspNetCore.Http;

namespace Pedestal.Messaging.Operators;

/// <summary>What a person at the web pages may do.</summary>
public enum PersonRole
{
    /// <summary>Finds guests and admits by hand.</summary>
    Steward,

    /// <summary>Also undoes, blocks, and commands pedestals.</summary>
    Supervisor,

    /// <summary>Answers for what is stored about persons; admits nobody.</summary>
    PrivacyOfficer,

    /// <summary>Also changes events, pedestals and accounts; reads nothing about palms.</summary>
    Administrator,
}

/// <summary>
/// The person for whom the web pages send a request. Only the pages' own key may name one; the services then allow what the person's
/// role allows, and keep the name with what was done.
/// </summary>
/// <param name="Name">The person's name.</param>
/// <param name="Role">The person's role.</param>
public sealed record ActingPerson(string Name, PersonRole Role)
{
    const string NameHeader = "Pedestal-Person";
    const string RoleHeader = "Pedestal-Role";

    /// <summary>The rights of the role, as requests name them.</summary>
    public IReadOnlyList<string> Rights => Role switch
    {
        PersonRole.Steward => [nameof(OperatorRole.Steward), KeyRights.Status],
        PersonRole.Supervisor => [nameof(OperatorRole.Steward), nameof(OperatorRole.Supervisor), KeyRights.Status],
        PersonRole.PrivacyOfficer => [KeyRights.Privacy, KeyRights.Palms, KeyRights.Status],
        _ => [.. Enum.GetNames<OperatorRole>(), KeyRights.Status, KeyRights.Purge],
    };

    /// <summary>Writes the headers of a request.</summary>
    public void Write(HttpRequestMessage request)
    {
        // A name may be in any script, and a header is ASCII.
        request.Headers.Add(NameHeader, Uri.EscapeDataString(Name));
        request.Headers.Add(RoleHeader, Role.ToString());
    }

    /// <summary>Whether a request's headers name anybody.</summary>
    public static bool IsNamed(IHeaderDictionary headers) => headers.ContainsKey(NameHeader) || headers.ContainsKey(RoleHeader);

    /// <summary>Reads the headers of a request; null if they name nobody.</summary>
    public static ActingPerson? Read(IHeaderDictionary headers)
    {
        var name = NameRule.Normalise(Uri.UnescapeDataString(headers[NameHeader].ToString()));
        return NameRule.RefusalOf(name) is null && Enum.TryParse<PersonRole>(headers[RoleHeader], out var role) && Enum.IsDefined(role)
            ? new ActingPerson(name, role) : null;
    }
}
