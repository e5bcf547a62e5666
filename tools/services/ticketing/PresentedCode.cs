namespace Pedestal.Ticketing;

/// <summary>A ticket's code as it was presented.</summary>
/// <param name="Code">The code that identifies the ticket.</param>
/// <param name="IsSigned">Whether it came signed and in time, see <see cref="RotatingCodes"/>.</param>
/// <param name="Step">Signed: the half minute it was made for, which tells it from the ticket's other codes.</param>
public readonly record struct PresentedCode(string Code, bool IsSigned, long Step = 0)
{
    /// <summary>A code printed once and for all.</summary>
    public static implicit operator PresentedCode(string code) => FromString(code);

    /// <summary>A code printed once and for all.</summary>
    public static PresentedCode FromString(string code) => new(code, IsSigned: false);
}
