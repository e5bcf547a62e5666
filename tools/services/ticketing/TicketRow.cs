namespace Pedestal.Ticketing;

/// <summary>A ticket as sold.</summary>
/// <param name="Code">The text of its QR code, which identifies it.</param>
/// <param name="Account">The account that bought it.</param>
/// <param name="Event">The event it is for.</param>
/// <param name="Cancelled">Whether it was cancelled.</param>
/// <param name="Rotating">Whether only its signed codes are valid, see <see cref="RotatingCodes"/>.</param>
public sealed record TicketRow(string Code, string Account, string Event, bool Cancelled, bool Rotating = false);
