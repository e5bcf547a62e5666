using System.Globalization;

namespace Pedestal.Web.Operators.Events.Rules;

/// <summary>What is typed into a field, and what it means.</summary>
static class DraftText
{
    const string LocalTime = "yyyy-MM-dd'T'HH:mm";

    public static string Of(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Of(DateTimeOffset? instant) => instant is not { } at ? ""
        : at.ToLocalTime().ToString(at.Second == 0 ? LocalTime : LocalTime + ":ss", CultureInfo.InvariantCulture);

    public static string? OrNull(string text) => text.Trim() is { Length: > 0 } typed ? typed : null;

    public static string[] Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static int? Count(string text, string field, Dictionary<string, string[]> wrong)
    {
        if (OrNull(text) is not { } typed)
        {
            return null;
        }

        if (int.TryParse(typed, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            return count;
        }

        wrong[field] = [$"'{typed}' is no whole number that can be used here"];
        return null;
    }

    // The pages' script adds seconds to a time.
    public static string? TimeOfDay(string text) => OrNull(text) is { } typed && typed.EndsWith(":00", StringComparison.Ordinal) && typed.Length == 8
        ? typed[..5] : OrNull(text);

    public static DateTimeOffset? Instant(string text, string field, Dictionary<string, string[]> wrong)
    {
        if (OrNull(text) is not { } typed)
        {
            return null;
        }

        if (DateTime.TryParseExact(typed, [LocalTime, LocalTime + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return Times.OfVenue(local);
        }

        wrong[field] = [$"'{typed}' is no date with a time"];
        return null;
    }
}
