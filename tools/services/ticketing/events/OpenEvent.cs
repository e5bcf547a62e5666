using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>An event that guests may enter, and its rules.</summary>
sealed record OpenEvent(EventDetails Details, EventRules Rules);
