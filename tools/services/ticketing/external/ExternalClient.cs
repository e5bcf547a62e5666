using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Polly;
using Polly.CircuitBreaker;

namespace Pedestal.Ticketing;

/// <summary>
/// Sends requests to an external system over HTTP. Whatever the system does except responding in time and as the contract says
/// is no reply.
/// </summary>
sealed class ExternalClient : IDisposable
{
    static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(1);
    static readonly MediaTypeHeaderValue Json = new("application/json");

    readonly HttpClient _client;
    readonly ResiliencePipeline _pipeline;
    readonly WarningThrottle _throttle;
    readonly TimeSpan _timeout;
    readonly string _venue;
    readonly TimeProvider _time;
    readonly ILogger _logger;

    // The last request that failed because of the system; null after one that it decided.
    volatile Outage? _outage;

    /// <summary>Creates the client; it connects with the first request.</summary>
    /// <exception cref="InvalidOperationException">A setting or the key file cannot be used.</exception>
    public ExternalClient(TicketingOptions options, TimeProvider time, ILogger logger)
    {
        var external = options.External;
        external.Validate();
        var key = new AuthenticationHeaderValue("Bearer", external.ReadApiKey());
        (_venue, _time, _logger) = (options.Venue, time, logger);
        _timeout = TimeSpan.FromMilliseconds(external.TimeoutMilliseconds);
        _pipeline = ExternalPipeline.Create(time, logger);
        _throttle = new WarningThrottle(time, TimeSpan.FromMinutes(1));
        var handler = new SocketsHttpHandler
        {
            // A redirect could carry tokens to an address that nobody configured.
            AllowAutoRedirect = false,
            UseCookies = false,

            // A request has its own time limit; this one ends connection attempts that no request waits for any more.
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // so that a changed address is noticed
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = external.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan, // every request has its own
        };
        _client.DefaultRequestHeaders.Authorization = key;
    }

    /// <summary>Why the system does not decide, and what to do; null when it does, or is not known to fail.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken cancellation)
    {
        if (_outage is { } outage && _time.GetElapsedTime(outage.At) < ExternalPipeline.Sampling)
        {
            return Fault(outage.Reason);
        }

        using var timer = new CancellationTokenSource(ProbePatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            using var response = await _client.GetAsync(
                ExternalContract.Health, HttpCompletionOption.ResponseHeadersRead, either.Token);

            // A system without that path is available too.
            return (int)response.StatusCode switch
            {
                401 or 403 => Fault("it refuses the key in External:ApiKeyFile"),
                >= 500 and var status => Fault($"status {status}"),
                _ => null,
            };
        }
        catch (HttpRequestException e)
        {
            return Fault(e.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Fault("no response");
        }
    }

    /// <summary>Sends a request for a decision; null when there is none that can be used in time.</summary>
    public async Task<ExternalReply?> DecideAsync(
        ExternalPath<ExternalReply> path, object body, TicketCall call, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        try
        {
            var reply = await InTimeAsync(
                call, (countsTimeout, stop) => _pipeline.ExecuteAsync(
                    token => SendAsync(path, bytes, call.Key, countsTimeout, token), stop), cancellation);
            _outage = null;
            return reply;
        }
        catch (BrokenCircuitException)
        {
            // Logged once, when the circuit opened.
            return null;
        }
        catch (Exception e) when (IsOfSystem(e, cancellation))
        {
            _outage = e is HttpRequestException or TimeoutException or ExternalReplyException { IsOutage: true }
                ? new Outage(ReasonOf(e), _time.GetTimestamp()) : _outage;
            _logger.LogWarning(
                "The external ticketing system did not decide {Request} ({Path}): {Reason}", call.Key, path.Name, ReasonOf(e));
            return null;
        }
    }

    /// <summary>
    /// Reads a list, which is done all the time: it is neither repeated nor counted, and a failure is logged once a minute. Null
    /// when it cannot be read.
    /// </summary>
    public async Task<T?> ReadAsync<T>(ExternalPath<T> path, object body, TicketCall call, CancellationToken cancellation)
        where T : class
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        try
        {
            return await InTimeAsync(
                call, (countsTimeout, stop) => SendAsync(path, bytes, call.Key, countsTimeout, stop), cancellation);
        }
        catch (Exception e) when (IsOfSystem(e, cancellation))
        {
            if (_throttle.Passes("system", path.Name, out var leftOut))
            {
                _logger.LogWarning("The external ticketing system did not list {Path}: {Reason}; {LeftOut} more failures were not logged",
                    path.Name, ReasonOf(e), leftOut);
            }

            return null;
        }
    }

    /// <summary>A request's key as the system knows it.</summary>
    public string KeyOf(string key) => $"{_venue}/{key}";

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    async ValueTask<T> SendAsync<T>(
        ExternalPath<T> path, byte[] body, string key, bool countsTimeout, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path.Name)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        request.Headers.Add("Idempotency-Key", KeyOf(key));
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw ExternalReplyException.OfStatus((int)response.StatusCode);
            }

            await response.Content.LoadIntoBufferAsync(path.Longest, cancellation);
            return path.Read(await response.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (OperationCanceledException) when (countsTimeout)
        {
            throw new TimeoutException($"no response within {_timeout.TotalMilliseconds} ms");
        }
    }

    // Only a request that had its full time says something about the system.
    async Task<T> InTimeAsync<T>(TicketCall call, Func<bool, CancellationToken, ValueTask<T>> send, CancellationToken cancellation)
    {
        var limit = call.Budget < _timeout ? call.Budget : _timeout;
        using var timer = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        return await send(limit == _timeout, either.Token);
    }

    static bool IsOfSystem(Exception e, CancellationToken cancellation) =>
        e is HttpRequestException or ExternalReplyException or TimeoutException
        || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    static string Fault(string reason) => $"The external ticketing system does not decide: {reason.TrimEnd('.')}. Check that it runs and that "
        + "External:BaseUrl is its address.";

    static string ReasonOf(Exception e) => e is OperationCanceledException ? "the request's budget ran out" : e.Message;

    sealed record Outage(string Reason, long At);
}
