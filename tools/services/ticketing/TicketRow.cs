namespace Pedestal.Ticketing;

/// <summary>A ticket as sold.</summary>
/// <param name="Code">What its QR code says; identifies it.</param>
/// <param name="Account">The account that bought it.</param>
/// <param name="Event">The event it is for.</param>
/// <param name="Cancelled">Whether it was taken back.</param>
/// <param name="Rotating">Whether only its signed codes count, see <see cref="RotatingCodes"/>.</param>
public sealed record TicketRow(string Code, string Account, string Event, bool Cancelled, bool Rotating = false);
