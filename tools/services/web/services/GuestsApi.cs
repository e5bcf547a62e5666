using System.Net;
using System.Text.Json;

namespace Pedestal.Web.Services;

/// <summary>A visit of a guest's own page.</summary>
/// <param name="Visit">Stands for the visitor; a secret.</param>
/// <param name="Expires">When it ends.</param>
public sealed record VisitOpened(string Visit, DateTimeOffset Expires);

/// <summary>The receipt of a withdrawal or deletion.</summary>
/// <param name="Number">The number of the audit log's entry.</param>
/// <param name="At">When it was done.</param>
/// <param name="Party">The party whose consent was withdrawn; null for a deletion of everything.</param>
/// <param name="IsConfirmed">Whether the parties have forgotten the tokens.</param>
public sealed record ReceiptShown(long? Number, DateTimeOffset At, string? Party, bool IsConfirmed);

/// <summary>What a guest is told during a visit.</summary>
/// <param name="Record">What is stored; null if nothing is.</param>
/// <param name="Receipts">What the guest withdrew and deleted, latest first.</param>
public sealed record GuestTold(RecordShown? Record, IReadOnlyList<ReceiptShown> Receipts);

/// <summary>What guests ask the matcher; nobody has signed in, and a guest's own secret decides.</summary>
public sealed class GuestsApi(VenueClient venue)
{
    const string Path = "/v1/my-palm";

    /// <summary>Opens a link; null if it cannot be opened (any more).</summary>
    /// <exception cref="ServiceException">The venue does not answer, or cannot do this now; as for every request here.</exception>
    public Task<VisitOpened?> OpenAsync(string link) => AskAsync<VisitOpened>("/visits", new { link });

    /// <summary>What is stored about a visitor; null if the visit is over.</summary>
    public Task<GuestTold?> RecordAsync(string visit) => AskAsync<GuestTold>("/records", new { visit });

    /// <summary>The same, whole.</summary>
    public async Task<JsonElement?> RecordAsJsonAsync(string visit) => (await AskAsync<JsonDocument>("/records", new { visit }))?.RootElement;

    /// <summary>Withdraws a visitor's consent for a party; null if the visit is over.</summary>
    public Task<GuestTold?> WithdrawAsync(string visit, string party) => AskAsync<GuestTold>("/withdrawals", new { visit, party });

    /// <summary>Deletes everything about a visitor; null if the visit is over.</summary>
    public Task<GuestTold?> DeleteAsync(string visit) => AskAsync<GuestTold>("/deletions", new { visit });

    async Task<T?> AskAsync<T>(string path, object body) where T : class
    {
        try
        {
            return await venue.PostAsync<T>(person: null, Path + path, body);
        }
        catch (ServiceException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
