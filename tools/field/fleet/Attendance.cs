using System.Globalization;
using System.Text.Json;
using Pedestal.Terminal;

namespace Pedestal.Fleet;

/// <summary>An open event in numbers, as the venue's HTTP API has it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Inside">Guests inside.</param>
/// <param name="Entered">Passages in.</param>
/// <param name="Expected">Valid tickets.</param>
/// <param name="Refused">Refusals by reason.</param>
sealed record Attendance(string Event, long Inside, long Entered, long Expected, IReadOnlyList<Refusals> Refused)
{
    const int LongestName = 60;

    /// <summary>It as one line.</summary>
    public string Line() => string.Create(CultureInfo.InvariantCulture,
        $"{TerminalText.Safe(Event, LongestName)}: {Inside} inside, {Entered} entered, {Expected} expected, {Refused.Sum(r => r.Count)} refused")
        + (Refused.Count == 0 ? "" : $" ({string.Join(", ", Refused.Select(r => r.Text()))})");

    /// <summary>It as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>Refusals of one kind.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">The reason; "None" if the decision is reason enough.</param>
/// <param name="Count">How many.</param>
sealed record Refusals(string Decision, string Reason, long Count)
{
    const int LongestName = 30;

    /// <summary>It in words.</summary>
    public string Text() => string.Create(CultureInfo.InvariantCulture,
        $"{Count} {TerminalText.Safe(Reason is "None" or "" ? Decision : Reason, LongestName)}");
}
