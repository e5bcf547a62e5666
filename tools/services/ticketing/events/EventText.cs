using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>Events in words, for staff; instants are UTC.</summary>
static class EventText
{
    /// <summary>When it is open.</summary>
    internal static string Times(EventDetails e)
    {
        var times = e is { Doors: { } doors, End: { } end }
            ? $"doors {EventTime.Text(doors)}, {(e.Start is { } start ? $"start {EventTime.Text(start)}, " : "")}end {EventTime.Text(end)}"
            : "no times";
        return e.Opening switch
        {
            EventOpening.Open => $"opened by hand, {times}",
            EventOpening.Closed => $"closed by hand, {times}",
            _ => times,
        };
    }

    /// <summary>Its entrances.</summary>
    internal static string Entrances(EventDetails e) => e.Entrances.Count == 0 ? "every entrance" : string.Join(", ", e.Entrances);

    /// <summary>The entrances that two events share.</summary>
    internal static string SharedEntrances(EventDetails one, EventDetails other) =>
        one.Entrances.Count == 0 ? Entrances(other)
        : other.Entrances.Count == 0 ? Entrances(one)
        : string.Join(", ", one.Entrances.Intersect(other.Entrances, StringComparer.Ordinal));

    /// <summary>What is said of a product of imported tickets that the event's rules do not name.</summary>
    internal static string Unknown(string product) =>
        $"its rules do not name {(product.Length == 0 ? "tickets without a product" : $"the product '{product}'")}: these admit once, at every entrance";

    /// <summary>What is said of an event without times.</summary>
    internal const string StaysClosed =
        "; it has no times and stays closed until \"event set\" gives it some or \"event open\" opens it";
}
