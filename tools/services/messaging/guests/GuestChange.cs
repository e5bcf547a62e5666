namespace Pedestal.Messaging.Guests;

/// <summary>One change of a party's guest lists: an <see cref="EventChange"/> or a <see cref="MembershipChange"/>.</summary>
public abstract record GuestChange;

/// <summary>An event is new or has changed.</summary>
/// <param name="Event">All of it, as it is now.</param>
public sealed record EventChange(EventDetails Event) : GuestChange;

/// <summary>Somebody is expected at an event, or no more.</summary>
/// <param name="Event">The event's number within the party; the event itself may come later.</param>
/// <param name="TokenDigest">SHA-256 of the token that the party knows him by, 32 bytes.</param>
/// <param name="IsIn">Whether he is on the list now.</param>
public sealed record MembershipChange(int Event, byte[] TokenDigest, bool IsIn) : GuestChange;
