namespace Pedestal.Web.Operators.SignIn;

/// <summary>Where a person goes after signing in.</summary>
static class Targets
{
    /// <summary>A path of these pages; anything else is the start page, so that no link leads elsewhere.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
