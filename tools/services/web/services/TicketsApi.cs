using System.Globalization;
using System.Text.Json;
using Pedestal.Messaging.Guests;
using Pedestal.Messaging.Operators;

namespace Pedestal.Web.Services;

/// <summary>An event, and whether it is open.</summary>
/// <param name="Event">The event.</param>
/// <param name="IsOpen">Whether it is open now.</param>
public sealed record EventState(EventDetails Event, bool IsOpen);

/// <summary>The persons whose palms stand for an account.</summary>
/// <param name="Linked">The persons.</param>
public sealed record LinkedPalms(IReadOnlyList<LinkedPalm> Linked);

/// <summary>A person whose palm stands for an account.</summary>
/// <param name="TokenDigest">The SHA-256 of the token by which ticketing knows the person.</param>
/// <param name="Code">The ticket with which the person enrolled.</param>
/// <param name="Pedestal">Where.</param>
/// <param name="LinkedAt">When.</param>
public sealed record LinkedPalm(string TokenDigest, string? Code, string? Pedestal, DateTimeOffset? LinkedAt);

/// <summary>All events.</summary>
/// <param name="Events">The events, by number.</param>
public sealed record EventStates(IReadOnlyList<EventState> Events);

/// <summary>Ticketing's requests.</summary>
public sealed class TicketsApi(VenueClient venue)
{
    const string Events = "/v1/tickets/events";
    const string Attendance = "/v1/tickets/attendance";

    /// <summary>The open events in numbers, with the passages of the last minutes.</summary>
    /// <exception cref="ServiceException">It was refused, or the venue does not answer; as for every request here.</exception>
    public Task<OpenEvents> AttendanceAsync(ActingPerson person, int minutes, CancellationToken cancellation = default) =>
        venue.GetAsync<OpenEvents>(person, string.Create(CultureInfo.InvariantCulture, $"{Attendance}?minutes={minutes}"), cancellation);

    /// <summary>One event in numbers.</summary>
    public Task<EventNumbers> AttendanceAsync(ActingPerson person, string name, CancellationToken cancellation = default) =>
        venue.GetAsync<EventNumbers>(person, $"{Attendance}/{Uri.EscapeDataString(name)}", cancellation);

    /// <summary>All events.</summary>
    public Task<EventStates> EventsAsync(ActingPerson person, CancellationToken cancellation = default) =>
        venue.GetAsync<EventStates>(person, Events, cancellation);

    /// <summary>The ticket with this code, and those whose code begins with the text or whose account contains it.</summary>
    public async Task<IReadOnlyList<TicketShown>> FindAsync(ActingPerson person, string text)
    {
        // A scanned code may be of a kind that no search takes, and finds at most one ticket.
        var exact = text.All(char.IsAscii)
            ? (await venue.PostAsync<TicketsFound>(person, "/v1/tickets/lookups", new { code = text })).Tickets : [];
        return exact.Count > 0 ? exact
            : (await venue.PostAsync<TicketsFound>(person, "/v1/tickets/lookups", new { search = text })).Tickets;
    }

    /// <summary>An account's tickets.</summary>
    public async Task<IReadOnlyList<TicketShown>> OfAccountAsync(ActingPerson person, string account) =>
        (await venue.PostAsync<TicketsFound>(person, "/v1/tickets/lookups", new { account })).Tickets;

    /// <summary>The persons whose palms stand for an account.</summary>
    public async Task<IReadOnlyList<LinkedPalm>> PalmsOfAsync(ActingPerson person, string account) =>
        (await venue.PostAsync<LinkedPalms>(person, "/v1/accounts/enrolments", new { account })).Linked;

    /// <summary>Everything about a ticket.</summary>
    public Task<HistoryShown> HistoryAsync(ActingPerson person, string code) =>
        venue.PostAsync<HistoryShown>(person, "/v1/tickets/histories", new { code });

    /// <summary>
    /// Admits a ticket's guest and opens a lane; the same request key admits once, and nobody who has not seen the ticket's last entry.
    /// </summary>
    public Task<AdmissionShown> AdmitAsync(ActingPerson person, string code, string lane, string reason, string request, long lastEntry) =>
        venue.PostAsync<AdmissionShown>(person, "/v1/tickets/admissions", new { code, lane, reason, request, lastEntry });

    /// <summary>Undoes an entry or exit.</summary>
    public Task UndoAsync(ActingPerson person, long entry, string reason) =>
        venue.PostAsync<object>(person, "/v1/tickets/undoings", new { entry, reason });

    /// <summary>Blocks a ticket, or unblocks it.</summary>
    public Task BlockAsync(ActingPerson person, string code, bool blocked, string reason) =>
        venue.PostAsync<object>(person, "/v1/tickets/blocks", new { code, blocked, reason });

    /// <summary>What was done by hand since an instant, latest first.</summary>
    public async Task<IReadOnlyList<ActShown>> ActsAsync(ActingPerson person, DateTimeOffset since) =>
        (await venue.GetAsync<ActsShown>(person, $"/v1/tickets/acts?since={Uri.EscapeDataString(since.ToString("O"))}")).Acts;

    /// <summary>Adds an event, or replaces when and where it is open.</summary>
    public Task<EventState> PutEventAsync(
        ActingPerson person, string name, IReadOnlyList<string> entrances, DateTimeOffset? doors, DateTimeOffset? start, DateTimeOffset? end) =>
        venue.PutAsync<EventState>(person, $"{Events}/{Uri.EscapeDataString(name)}", new { entrances, doors = Text(doors), start = Text(start), end = Text(end) });

    /// <summary>Opens or closes an event by hand, or has it follow its times again.</summary>
    public Task<EventState> OpenAsync(ActingPerson person, string name, EventOpening opening) =>
        venue.PostAsync<EventState>(person, "/v1/tickets/openings", new Dictionary<string, object> { ["event"] = name, ["opening"] = opening });

    /// <summary>An event's rules of admission.</summary>
    public Task<EventRules> RulesAsync(ActingPerson person, string name, CancellationToken cancellation = default) =>
        venue.GetAsync<EventRules>(person, RulesOf(name), cancellation);

    /// <summary>Replaces an event's rules; a refusal names what is wrong with each member.</summary>
    public Task PutRulesAsync(ActingPerson person, string name, EventRules rules) =>
        venue.PutAsync<JsonElement>(person, RulesOf(name), rules);

    /// <summary>What an import of a list would do; nothing is written.</summary>
    public Task<ListPreview> PreviewAsync(ActingPerson person, byte[] list) =>
        venue.SendAsync<ListPreview>(person, HttpMethod.Post, "/v1/tickets/previews", Csv(list));

    /// <summary>Imports a list.</summary>
    public Task<ListImported> ImportAsync(ActingPerson person, byte[] list) =>
        venue.SendAsync<ListImported>(person, HttpMethod.Post, "/v1/tickets", Csv(list));

    static string RulesOf(string name) => $"{Events}/{Uri.EscapeDataString(name)}/rules";

    static string? Text(DateTimeOffset? instant) => instant is { } at ? EventTime.Text(at.ToUniversalTime()) : null;

    static ByteArrayContent Csv(byte[] list) => new(list) { Headers = { ContentType = new("text/csv") } };
}
