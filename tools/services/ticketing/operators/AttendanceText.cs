using System.Globalization;

namespace Pedestal.Ticketing;

/// <summary>An event in numbers, in words for staff; instants are UTC.</summary>
static class AttendanceText
{
    /// <summary>A line for the event, one for each entrance and zone, and one for each minute.</summary>
    internal static IEnumerable<string> Of(AttendanceReport e) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{e.Event}, {(e.IsOpen ? "open" : "not open")}: {e.Inside} inside, {e.Entered} entered, ")
            + string.Create(CultureInfo.InvariantCulture, $"{e.Expected} expected{Refused(e.Refused)}"),
        .. e.Entrances.Select(at => Of("entrance", at.Name, at.Inside, at.Entered, at.Exited, at.Expected) + Refused(at.Refused)),
        .. e.Zones.Select(zone => Of("zone", zone.Name, zone.Inside, zone.Entered, zone.Exited, zone.Expected)),
        .. e.Minutes.Select(minute => string.Create(
            CultureInfo.InvariantCulture, $"{minute.Minute:u} {minute.Entrance}: {minute.Entered} in, {minute.Exited} out")),
    ];

    static string Of(string what, string name, long inside, long entered, long exited, ExpectedGuests expected) => string.Create(
        CultureInfo.InvariantCulture, $"{what} {name}: {inside} inside, {entered} in, {exited} out, {Range(expected)} expected");

    static string Range(ExpectedGuests expected) => expected.AtLeast.ToString(CultureInfo.InvariantCulture)
        + (expected.AtMost > expected.AtLeast ? string.Create(CultureInfo.InvariantCulture, $" to {expected.AtMost}") : "");

    static string Refused(IReadOnlyList<RefusalCount> refused) => refused.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $", {refused.Sum(r => r.Count)} refused ({string.Join(", ", refused.Select(r => $"{r.Count} {Name(r)}"))})");

    static string Name(RefusalCount refused) => refused.Reason == RefusalReason.None ? $"{refused.Decision}" : $"{refused.Decision} {refused.Reason}";
}
