namespace Pedestal.Ticketing;

/// <summary>A ticket's code as presented.</summary>
/// <param name="Code">The code that identifies the ticket.</param>
/// <param name="IsSigned">Whether it was signed and in time, see <see cref="RotatingCodes"/>.</param>
/// <param name="Step">If signed: the half minute it was made for, which distinguishes it from the ticket's other codes.</param>
public readonly record struct PresentedCode(string Code, bool IsSigned, long Step = 0)
{
    /// <summary>A static code.</summary>
    public static implicit operator PresentedCode(string code) => FromString(code);

    /// <summary>A static code.</summary>
    public static PresentedCode FromString(string code) => new(code, IsSigned: false);
}
