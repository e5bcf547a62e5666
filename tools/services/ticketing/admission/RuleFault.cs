namespace Pedestal.Ticketing;

/// <summary>What contradicts in an event's rules.</summary>
/// <param name="Field">The member of their JSON, such as <c>zones[0].capacity</c>.</param>
/// <param name="Reason">What is wrong, as the end of a sentence.</param>
public sealed record RuleFault(string Field, string Reason);
