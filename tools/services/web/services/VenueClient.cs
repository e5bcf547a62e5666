using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Web.Services;

/// <summary>
/// The venue's HTTP API, used for a person: the services decide by the person's role what is allowed, and keep the name with it. The
/// pages use the same requests whether they run in the venue's process or elsewhere.
/// </summary>
/// <param name="http">The client, without an address.</param>
/// <param name="venue">The API's address; null while it is not known yet.</param>
/// <param name="keyFile">The pages' key, which is read again until it is there.</param>
public sealed class VenueClient(HttpClient http, Func<Uri?> venue, string keyFile)
{
    const int LargestKey = 4096;

    /// <summary>How the API writes JSON.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    string? _key;

    /// <summary>Reads.</summary>
    /// <exception cref="ServiceException">It was refused, or the venue does not answer.</exception>
    public Task<T> GetAsync<T>(ActingPerson? person, string path, CancellationToken cancellation = default) =>
        SendAsync<T>(person, HttpMethod.Get, path, null, cancellation);

    /// <summary>Posts a JSON body.</summary>
    /// <exception cref="ServiceException">It was refused, or the venue does not answer.</exception>
    public Task<T> PostAsync<T>(ActingPerson? person, string path, object body, CancellationToken cancellation = default) =>
        SendAsync<T>(person, HttpMethod.Post, path, JsonContent.Create(body, options: Json), cancellation);

    /// <summary>Puts a JSON body.</summary>
    /// <exception cref="ServiceException">It was refused, or the venue does not answer.</exception>
    public Task<T> PutAsync<T>(ActingPerson? person, string path, object body, CancellationToken cancellation = default) =>
        SendAsync<T>(person, HttpMethod.Put, path, JsonContent.Create(body, options: Json), cancellation);

    /// <summary>Sends any request and reads a JSON response.</summary>
    /// <exception cref="ServiceException">It was refused, or the venue does not answer.</exception>
    public async Task<T> SendAsync<T>(
        ActingPerson? person, HttpMethod method, string path, HttpContent? content, CancellationToken cancellation = default)
    {
        using var response = await SendAsync(person, method, path, content, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellation);
        }

        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellation) ?? throw new JsonException("The JSON value is null.");
        }
        catch (JsonException e)
        {
            throw new ServiceException("The venue answered something unknown to these pages; update both to the same version.", inner: e);
        }
    }

    /// <summary>Sends a request and returns the response, whatever its status.</summary>
    /// <exception cref="ServiceException">The venue does not answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        ActingPerson? person, HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue(BearerKey.Scheme, Key);
        person?.Write(request);
        try
        {
            var response = await http.SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                _key = null;
            }

            return response;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ServiceException("The venue's services do not answer. They may be restarting; try again in a moment.", inner: e);
        }
    }

    Uri Address => venue() ?? throw new ServiceException("The venue's services are starting. Try again in a moment.");

    string Key
    {
        get
        {
            try
            {
                return _key ??= TextFile.FirstLine(keyFile, LargestKey);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
            {
                throw new ServiceException($"The pages' key {keyFile} cannot be read: {e.Message} The venue creates it at its first start.", inner: e);
            }
        }
    }

    static async Task<ServiceException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<Problem>(Json, cancellation);
            return new ServiceException(problem?.Detail ?? $"Refused ({(int)response.StatusCode}).", response.StatusCode)
            {
                Fields = problem?.Errors ?? [],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            return new ServiceException($"The venue refused this ({(int)response.StatusCode}).", response.StatusCode);
        }
    }

    sealed record Problem(string? Detail, Dictionary<string, string[]>? Errors);
}
