namespace Pedestal.NanoCheck;

/// <summary>A place in a file; line and column count from 1.</summary>
/// <param name="File">Full path.</param>
/// <param name="Line">Line.</param>
/// <param name="Column">Column.</param>
public readonly record struct Place(string File, int Line, int Column);

/// <summary>A rule's finding about a place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Rule">The rule's code, or the compiler's.</param>
/// <param name="Message">The fault and what to do about it.</param>
/// <param name="IsWarning">Whether the device runs the code, but differently from the language's rules.</param>
public sealed record Finding(Place Place, string Rule, string Message, bool IsWarning = false)
{
    /// <summary>The finding in the format that build tools recognise, with its path relative to a folder.</summary>
    public string ToText(string folder) =>
        $"{Path.GetRelativePath(folder, Place.File)}({Place.Line},{Place.Column}): " +
        $"{(IsWarning ? "warning" : "error")} {Rule}: {Message}";
}
