using Microsoft.AspNetCore.Http;

namespace Pedestal.Web.Guests;

/// <summary>Addresses of the pages for guests, which keep the language.</summary>
static class Addresses
{
    /// <summary>Says in an address that the venue did not answer.</summary>
    public const string Unanswered = "unanswered";

    /// <summary>Says in an address that a deletion was not confirmed.</summary>
    public const string Unsure = "unsure";

    /// <summary>A path in a language, with what to say there.</summary>
    public static string With(string path, GuestText language, string? say = null) =>
        path + QueryString.Create("lang", language.Code) + (say is null ? "" : $"&{say}=true");
}
