using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>Settings of tickets sold with pretix, section <c>Ticketing:Pretix</c>; README.md describes them.</summary>
public sealed class PretixOptions
{
    /// <summary>
    /// The check-in lists that this venue admits by, each as EVENT/LIST, such as democon/12; none: pretix is not used. Behind an @
    /// the entrances of a list, such as democon/13@vip,backstage.
    /// </summary>
    public string[] Lists { get; set; } = [];

    /// <summary>The file with the device's key, written by <c>pretix connect</c>.</summary>
    public string DeviceFile { get; set; } = "data/pretix.device.json";

    /// <summary>Whether pretix decides about each guest; otherwise this venue does, by its mirror of pretix.</summary>
    public bool Online { get; set; }

    /// <summary>Longest wait for a decision of pretix, in milliseconds; shortened by the request's own budget.</summary>
    public int TimeoutMilliseconds { get; set; } = 300;

    /// <summary>Whether the tickets are pretix's.</summary>
    public bool IsUsed => Lists.Length > 0;

    /// <summary>The lists.</summary>
    /// <exception cref="InvalidOperationException">One cannot be read.</exception>
    internal IReadOnlyList<PretixList> ReadLists() => [.. Lists.Select(PretixList.Parse)];

    /// <summary>Refuses settings that cannot be used.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it.</exception>
    public void Validate()
    {
        if (ReadLists().GroupBy(list => list.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Pretix:Lists names {twice.Key} twice.");
        }

        if (TimeoutMilliseconds is < 10 or > 1000)
        {
            throw new InvalidOperationException($"Pretix:TimeoutMilliseconds is {TimeoutMilliseconds}; it must be 10 to 1000.");
        }
    }
}

/// <summary>A check-in list of pretix, which is an event here: a ticket is valid once on every list.</summary>
/// <param name="Event">The event's short form in pretix.</param>
/// <param name="Id">The list's number in pretix.</param>
/// <param name="Entrances">The entrances that admit by it; none: every entrance of the venue.</param>
public sealed record PretixList(string Event, long Id, IReadOnlyList<string> Entrances)
{
    /// <summary>The name of its event here.</summary>
    public string Name => $"{Event}/{Id}";

    /// <summary>Reads EVENT/LIST or EVENT/LIST@ENTRANCE,...</summary>
    /// <exception cref="InvalidOperationException">It is not like this.</exception>
    internal static PretixList Parse(string text)
    {
        var (list, entrances) = text.Split('@', 2) is [var before, var after] ? (before, after.Split(',', StringSplitOptions.TrimEntries)) : (text, []);
        return list.Trim().Split('/') is [var slug, var id] && IsSlug(slug) && long.TryParse(id, out var number) && number > 0
            && entrances.All(Topics.IsName)
            ? new PretixList(slug, number, entrances)
            : throw new InvalidOperationException(
                $"Pretix:Lists contains '{text}'. A list is the event's short form and the list's number, as in the list's address in "
                + "pretix: democon/12. Entrances may follow: democon/13@vip,backstage.");
    }

    static bool IsSlug(string text) => text.Length is > 0 and <= 50 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
        && text is not ("." or "..");
}
