namespace Pedestal.Ticketing;

/// <summary>A ticket as sold.</summary>
/// <param name="Code">The text of its QR code, which identifies it.</param>
/// <param name="Account">The account that bought it.</param>
/// <param name="Event">The event it is for; several, as of a pass, are separated by <see cref="Separator"/>.</param>
/// <param name="Cancelled">Whether it was cancelled.</param>
/// <param name="Rotating">Whether only its signed codes are valid, see <see cref="RotatingCodes"/>.</param>
/// <param name="Product">Its product, which the events' rules name; empty for none.</param>
/// <param name="Uses">How many visits it is good for; null for no limit beyond the events' rules.</param>
/// <param name="Line">Its line in the list, from 1; 0 if it comes from none.</param>
public sealed record TicketRow(
    string Code, string Account, string Event, bool Cancelled, bool Rotating = false, string Product = "", int? Uses = null, int Line = 0)
{
    /// <summary>The character between the events of a pass.</summary>
    public const char Separator = '|';

    /// <summary>Its events.</summary>
    public IReadOnlyList<string> Events => Event.Split(Separator);
}
