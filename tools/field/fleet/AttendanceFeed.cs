using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pedestal.Messaging;

namespace Pedestal.Fleet;

/// <summary>Reads the attendance of the open events from a venue's HTTP API.</summary>
sealed class AttendanceFeed : IDisposable
{
    const string Path = "/v1/tickets/attendance";
    const int LargestKey = 4096;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    readonly HttpClient _http;

    AttendanceFeed(Uri venue, string key)
    {
        _http = new HttpClient { BaseAddress = venue, Timeout = Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Opens the feed.</summary>
    /// <param name="venue">The API's address.</param>
    /// <param name="keyFile">The file with an operator's key, or the administration key.</param>
    /// <exception cref="FleetException">The address or the file cannot be used.</exception>
    public static AttendanceFeed Open(string venue, string keyFile)
    {
        if (!Uri.TryCreate(venue, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new FleetException($"--venue '{venue}' is not an address. It looks like http://localhost:5000.", isUsage: true);
        }

        try
        {
            return new AttendanceFeed(address, TextFile.FirstLine(keyFile, LargestKey));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FleetException($"The key {keyFile} cannot be read: {e.Message}", isUsage: true);
        }
    }

    /// <summary>Reads it; throws nothing but a cancellation, since the pedestals are shown all the same.</summary>
    public async Task<(IReadOnlyList<Attendance> Events, string? Fault)> ReadAsync(CancellationToken stop)
    {
        try
        {
            using var response = await _http.GetAsync(Path, stop);
            return !response.IsSuccessStatusCode
                ? ([], $"The venue at {_http.BaseAddress} refuses to tell the attendance ({(int)response.StatusCode}).")
                : ((await response.Content.ReadFromJsonAsync<OpenEvents>(Strict, stop))?.Events ?? [], null);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return ([], $"The attendance cannot be read from {_http.BaseAddress}: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    sealed record OpenEvents(IReadOnlyList<Attendance> Events);
}
