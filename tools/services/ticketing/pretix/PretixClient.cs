using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pedestal.Ticketing;

/// <summary>
/// Requests to pretix's REST API as one of its devices. Whatever is no answer of pretix is a <see cref="PretixException"/>. When
/// pretix asks for fewer requests, none is sent until the time it named has passed.
/// </summary>
sealed class PretixClient : IDisposable
{
    const int LargestBody = 16 * 1024 * 1024;

    /// <summary>Longest wait for a response that no guest waits for.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    static readonly MediaTypeHeaderValue Json = new("application/json");

    readonly HttpClient _client;
    readonly TimeProvider _time;
    long _quietUntil; // UTC ticks

    internal PretixClient(Uri address, string? key, TimeProvider time)
    {
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            // A redirect could carry the key and codes to an address that nobody configured.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // so that a changed address is noticed
        })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan, // every request has its own
        };
        if (key is not null)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Device", key);
        }
    }

    internal PretixClient(PretixDevice device, TimeProvider time)
        : this(device.Address, device.ApiToken, time)
    {
    }

    /// <summary>Reads one object.</summary>
    internal async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
        where T : class => PretixJson.Read<T>((await SendAsync(HttpMethod.Get, path, null, Patience, cancellation)).Success().Body);

    /// <summary>Reads a whole list, page by page.</summary>
    internal async IAsyncEnumerable<T[]> PagesAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        for (var next = (string?)path; next is not null;)
        {
            var page = await GetAsync<PretixPage<T>>(next, cancellation);
            yield return page.Results ?? throw new PretixException(PretixFault.Broken, "a list without results");
            next = page.Next is null ? null : FollowingOf(page.Next);
        }
    }

    /// <summary>
    /// Reads all objects that changed since an instant, oldest change first. Each request goes on after the last object of the one
    /// before it rather than at the next page, because an object that changes meanwhile moves and would shift others past a page.
    /// </summary>
    /// <param name="path">The list, with a query that orders it by the time of change.</param>
    /// <param name="since">The query's name for the instant.</param>
    /// <param name="from">The instant; null: from the beginning.</param>
    /// <param name="changed">When an object was changed.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async IAsyncEnumerable<T[]> ChangesAsync<T>(string path, string since, DateTimeOffset? from,
        Func<T, DateTimeOffset> changed, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        for (var next = (string?)After(from); next is not null;)
        {
            var page = await GetAsync<PretixPage<T>>(next, cancellation);
            var results = page.Results ?? throw new PretixException(PretixFault.Broken, "a list without results");
            yield return results;
            var last = results.Length > 0 ? changed(results[^1]) : from;
            next = page.Next is null ? null : last > (from ?? DateTimeOffset.MinValue) ? After(last) : FollowingOf(page.Next);
            from = last;
        }

        string After(DateTimeOffset? instant) => instant is { } at
            ? $"{path}&{since}={Uri.EscapeDataString(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}" : path;
    }

    /// <summary>Sends a request; the answer may be one with status 400 or 404.</summary>
    /// <exception cref="PretixException">There is no answer.</exception>
    internal async Task<PretixAnswer> SendAsync(
        HttpMethod method, string path, object? body, TimeSpan patience, CancellationToken cancellation)
    {
        if (new TimeSpan(Interlocked.Read(ref _quietUntil) - _time.GetUtcNow().UtcTicks) is var quiet && quiet > TimeSpan.Zero)
        {
            throw new PretixException(PretixFault.Busy, "it asked for fewer requests", quiet);
        }

        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, PretixJson.Options))
            {
                Headers = { ContentType = Json },
            };
        }

        using var timer = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Judge(response);
            await response.Content.LoadIntoBufferAsync(LargestBody, either.Token);
            return new PretixAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new PretixException(PretixFault.Unreachable, "no response in time", inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new PretixException(PretixFault.Unreachable, e.Message.TrimEnd('.'), inner: e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // 400 and 404 are answers of pretix if the body says so; everything else except 2xx never is.
    void Judge(HttpResponseMessage response)
    {
        switch ((int)response.StatusCode)
        {
            case 429:
                var wait = PauseOf(response.Headers.RetryAfter);
                Interlocked.Exchange(ref _quietUntil, (_time.GetUtcNow() + wait).UtcTicks);
                throw new PretixException(PretixFault.Busy, "it asked for fewer requests", wait);
            case 401 or 403:
                throw new PretixException(PretixFault.Denied,
                    $"it does not accept the device's key or does not let it do this (status {(int)response.StatusCode})");
            case (>= 200 and < 300) or 400 or 404:
                break;
            case var status:
                throw new PretixException(PretixFault.Broken, $"status {status}");
        }
    }

    TimeSpan PauseOf(RetryConditionHeaderValue? after)
    {
        var pause = after?.Delta ?? (after?.Date - _time.GetUtcNow()) ?? TimeSpan.FromSeconds(1);
        return pause < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : pause > LongestPause ? LongestPause : pause;
    }

    // The address of the next page comes from outside: only its query is used, so that the key goes nowhere else.
    string FollowingOf(string next) =>
        Uri.TryCreate(_client.BaseAddress!, next, out var address) && address.Query.Length > 1
        && address.AbsolutePath.StartsWith(_client.BaseAddress!.AbsolutePath, StringComparison.Ordinal)
            ? address.AbsolutePath[_client.BaseAddress.AbsolutePath.Length..] + address.Query
            : throw new PretixException(PretixFault.Broken, "a next page that has no address of pretix");
}

/// <summary>An answer of pretix.</summary>
/// <param name="Status">The HTTP status: 2xx, 400 or 404.</param>
/// <param name="Body">The body.</param>
sealed record PretixAnswer(int Status, byte[] Body)
{
    /// <summary>This answer, if it is a success.</summary>
    /// <exception cref="PretixException">It is not.</exception>
    internal PretixAnswer Success() => Status is >= 200 and < 300 ? this
        : throw new PretixException(PretixFault.Refused, $"status {Status}{ErrorOf(Body)}");

    // pretix names the fields of a wrong request, each with sentences; the sentences are text from outside and are cut.
    static string ErrorOf(byte[] body)
    {
        try
        {
            using var read = JsonDocument.Parse(body);
            return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.EnumerateObject().FirstOrDefault() is { Name: { } name }
                ? $" about {Pedestal.Terminal.TerminalText.Safe(name, 40)}" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
