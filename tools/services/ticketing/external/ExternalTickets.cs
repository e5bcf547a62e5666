using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;
using Polly;
using Polly.CircuitBreaker;

namespace Pedestal.Ticketing;

/// <summary>
/// Tickets of an external system, used over HTTP as EXTERNAL.md describes. Whatever it does except deciding in time is <see
/// cref="Decision.Unavailable"/>.
/// </summary>
public sealed class ExternalTickets : ITicketSystem, IDisposable
{
    internal const int LongestAnswer = 4096;

    static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(1);
    static readonly ExternalReply Unavailable = new(Decision.Unavailable, null);
    static readonly MediaTypeHeaderValue Json = new("application/json");

    readonly HttpClient _client;
    readonly ResiliencePipeline _pipeline;
    readonly TimeSpan _timeout;
    readonly string _venue;
    readonly string _event;
    readonly TimeProvider _time;
    readonly ILogger<ExternalTickets> _logger;

    // The last request that failed because of the system; null after one that it decided.
    volatile Outage? _outage;

    /// <summary>Creates the connector; it connects with the first request.</summary>
    /// <exception cref="InvalidOperationException">A setting or the key file cannot be used.</exception>
    public ExternalTickets(TicketingOptions options, TimeProvider time, ILogger<ExternalTickets> logger)
    {
        var external = options.External;
        external.Validate();
        var key = new AuthenticationHeaderValue("Bearer", external.ReadApiKey());
        (_venue, _event, _time, _logger) = (options.Venue, options.Event, time, logger);
        _timeout = TimeSpan.FromMilliseconds(external.TimeoutMilliseconds);
        _pipeline = ExternalPipeline.Create(time, logger);
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
            MaxResponseContentBufferSize = LongestAnswer,
            Timeout = Timeout.InfiniteTimeSpan, // every request has its own
        };
        _client.DefaultRequestHeaders.Authorization = key;
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public string? EventOf(string code) => _event;

    /// <inheritdoc/>
    public async Task<TicketOutcome> RedeemCodeAsync(PresentedCode presented, TicketCall call, CancellationToken cancellation) =>
        (await AskAsync(
            ExternalContract.Redemptions,
            new { @event = _event, code = presented.Code, signed = presented.IsSigned, step = StepOf(presented) },
            call, cancellation)).Decision;

    /// <inheritdoc/>
    public async Task<TicketOutcome> RedeemTokenAsync(byte[] token, TicketCall call, CancellationToken cancellation) =>
        (await AskAsync(
            ExternalContract.Redemptions, new { @event = _event, token = Hex(token) }, call, cancellation)).Decision;

    /// <inheritdoc/>
    public async Task<(TicketOutcome Outcome, byte[]? Link)> OpenEnrolmentAsync(
        PresentedCode presented, Booth booth, TicketCall call, CancellationToken cancellation)
    {
        var reply = await AskAsync(
            ExternalContract.Enrolments,
            new
            {
                @event = _event, code = presented.Code, signed = presented.IsSigned, step = StepOf(presented),
                pedestal = booth.Pedestal, inside = booth.IsInside,
            },
            call, cancellation);
        return (reply.Decision, reply.Link);
    }

    /// <inheritdoc/>
    public async Task<Decision> CheckLinkAsync(byte[] link, string pedestal, TicketCall call, CancellationToken cancellation) =>
        (await AskAsync(ExternalContract.Links, new { link = Hex(link), pedestal }, call, cancellation)).Decision;

    /// <inheritdoc/>
    public async Task<Decision> BindTokenAsync(
        byte[] link, byte[] token, string pedestal, TicketCall call, CancellationToken cancellation) =>
        (await AskAsync(
            ExternalContract.Bindings, new { link = Hex(link), token = Hex(token), pedestal }, call, cancellation)).Decision;

    /// <inheritdoc/>
    public async Task<TicketOutcome> CheckAccountAsync(
        PresentedCode? presented, byte[]? token, TicketCall call, CancellationToken cancellation) =>
        (await AskAsync(
            ExternalContract.Deletions,
            new { code = presented?.Code, signed = presented?.IsSigned, token = token is null ? null : Hex(token) },
            call, cancellation)).Decision;

    /// <inheritdoc/>
    public async Task<Decision> EndTokenAsync(byte[] digest, TicketCall call, CancellationToken cancellation) =>
        (await AskAsync(ExternalContract.Endings, new { tokenDigest = Hex(digest) }, call, cancellation)).Decision;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    async Task<ExternalReply> AskAsync(ExternalContract contract, object body, TicketCall call, CancellationToken cancellation)
    {
        var limit = call.Budget < _timeout ? call.Budget : _timeout;
        using var timer = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        try
        {
            var reply = await _pipeline.ExecuteAsync(
                token => SendAsync(contract, bytes, call.Key, countsTimeout: limit == _timeout, token), either.Token);
            _outage = null;
            return reply;
        }
        catch (BrokenCircuitException)
        {
            // Logged once, when the circuit opened.
            return Unavailable;
        }
        catch (Exception e) when (e is HttpRequestException or ExternalReplyException or TimeoutException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            _outage = e is HttpRequestException or TimeoutException or ExternalReplyException { IsOutage: true }
                ? new Outage(ReasonOf(e), _time.GetTimestamp()) : _outage;
            _logger.LogWarning(
                "The external ticketing system did not decide {Request} ({Path}): {Reason}", call.Key, contract.Path, ReasonOf(e));
            return Unavailable;
        }
    }

    async ValueTask<ExternalReply> SendAsync(
        ExternalContract contract, byte[] body, string key, bool countsTimeout, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, contract.Path)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        request.Headers.Add("Idempotency-Key", $"{_venue}/{key}");
        try
        {
            using var response = await _client.SendAsync(request, cancellation);
            return response.StatusCode == HttpStatusCode.OK
                ? contract.Read(await response.Content.ReadAsByteArrayAsync(cancellation))
                : throw ExternalReplyException.OfStatus((int)response.StatusCode);
        }
        catch (OperationCanceledException) when (countsTimeout)
        {
            // Only a request that had its full time says something about the system.
            throw new TimeoutException($"no response within {_timeout.TotalMilliseconds} ms");
        }
    }

    static string Fault(string reason) => $"The external ticketing system does not decide: {reason.TrimEnd('.')}. Check that it runs and that "
        + "External:BaseUrl is its address.";

    static string ReasonOf(Exception e) => e is OperationCanceledException ? "the request's budget ran out" : e.Message;

    static long? StepOf(PresentedCode presented) => presented.IsSigned ? presented.Step : null;

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    sealed record Outage(string Reason, long At);
}
