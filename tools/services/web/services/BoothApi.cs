using System.Net;

namespace Pedestal.Web.Services;

/// <summary>A pedestal with a screen.</summary>
/// <param name="Venue">Its venue.</param>
/// <param name="Device">Its name.</param>
public sealed record BoothPlace(string Venue, string Device);

/// <summary>The pedestals with a screen.</summary>
/// <param name="Booths">The pedestals.</param>
public sealed record BoothPlaces(IReadOnlyList<BoothPlace> Booths);

/// <summary>A consent text.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">Its SHA-256.</param>
/// <param name="Text">The text.</param>
public sealed record BoothText(string Language, int Version, string Digest, string Text);

/// <summary>Which palm is captured, and how far.</summary>
/// <param name="Side">Left or Right.</param>
/// <param name="Captured">Samples that are kept.</param>
/// <param name="Wanted">Samples that complete it; 0 before the first.</param>
public sealed record BoothPalm(string Side, int Captured, int Wanted);

/// <summary>How an enrolment ended.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="At">When.</param>
/// <param name="Link">The path of a link to the guest's own page; null for nobody who is enrolled.</param>
public sealed record BoothEnding(string Decision, DateTimeOffset At, string? Link);

/// <summary>What a booth's screen shows.</summary>
/// <param name="Step">Consent, Ticket, Palm or Ended.</param>
/// <param name="Party">The party to which the guest agrees.</param>
/// <param name="Texts">Its text in each language, the original first.</param>
/// <param name="AgreedAt">When the guest agreed; null for not yet.</param>
/// <param name="TicketWaits">Whether a ticket was shown already and waits for the agreement.</param>
/// <param name="Palm">Which palm, and how far.</param>
/// <param name="IsRejected">Whether the last sample could not be used.</param>
/// <param name="Ending">How the enrolment ended; null while it has not.</param>
public sealed record BoothShown(string Step, string Party, IReadOnlyList<BoothText> Texts, DateTimeOffset? AgreedAt, bool TicketWaits,
    BoothPalm Palm, bool IsRejected, BoothEnding? Ending)
{
    /// <summary>Changes whenever the screen has something else to show.</summary>
    public string Key => $"{Step}-{Party}-{TicketWaits}-{Palm.Side}-{Palm.Captured}-{IsRejected}-{Ending?.At.ToUnixTimeMilliseconds()}";

    /// <summary>The text in a language, or the original; null if nobody can enrol.</summary>
    public BoothText? TextIn(string language) => Texts.FirstOrDefault(text => text.Language == language) ?? (Texts is [var original, ..] ? original : null);
}

/// <summary>What the screens at the booths ask the matcher.</summary>
public sealed class BoothApi(VenueClient venue)
{
    /// <summary>The pedestals with a screen.</summary>
    /// <exception cref="ServiceException">The venue does not answer, or cannot do this now; as for every request here.</exception>
    public async Task<IReadOnlyList<BoothPlace>> ListAsync() => (await venue.GetAsync<BoothPlaces>(person: null, "/v1/booths")).Booths;

    /// <summary>What a screen shows; null if the pedestal has none (any more).</summary>
    public Task<BoothShown?> ReadAsync(BoothPlace place) => AskAsync(HttpMethod.Get, PathOf(place));

    /// <summary>The guest agrees to the text with this digest; null if it is not shown there (any more).</summary>
    public Task<BoothShown?> AgreeAsync(BoothPlace place, string digest) => AskAsync(HttpMethod.Post, PathOf(place) + "/agreements", new { digest });

    /// <summary>The guest is done, or another one begins.</summary>
    public Task<BoothShown?> ClearAsync(BoothPlace place) => AskAsync(HttpMethod.Delete, PathOf(place));

    static string PathOf(BoothPlace place) => $"/v1/booths/{Uri.EscapeDataString(place.Venue)}/{Uri.EscapeDataString(place.Device)}";

    async Task<BoothShown?> AskAsync(HttpMethod method, string path, object? body = null)
    {
        try
        {
            return await venue.SendAsync<BoothShown>(person: null, method, path,
                body is null ? null : System.Net.Http.Json.JsonContent.Create(body, options: VenueClient.Json));
        }
        catch (ServiceException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            return null;
        }
    }
}
