using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>A reply as seen by a pedestal.</summary>
/// <param name="Guest">The guest whose palm was shown.</param>
/// <param name="Decision">The decision; null when none came within the budget.</param>
/// <param name="Milliseconds">From publishing to the opened reply.</param>
/// <param name="Published">When it was published, on the clock of <see cref="Stopwatch"/>.</param>
/// <param name="RequestId">The request.</param>
/// <param name="Notes">Its notes.</param>
/// <param name="IsSent">Whether it was sent; otherwise the pedestal still told the guest before to use the ticket, and so this one.</param>
sealed record LoadReply(
    int Guest, Decision? Decision, double Milliseconds, long Published, ulong RequestId = 0, byte Notes = 0, bool IsSent = true)
{
    /// <summary>Whether it is an earlier admission of the same guest at the same lane, not another one.</summary>
    public bool IsSame => Decision == Protocol.Decision.Admitted && AdmissionNotes.IsSame(Notes);

    /// <summary>Whether nothing can have come of it that has to be undone.</summary>
    public bool IsSettled => IsServed || (Decision == Protocol.Decision.TooLate && Notes == AdmissionNotes.NotBegun);

    /// <summary>Whether the reply is a decision about the guest.</summary>
    public bool IsServed => Decision is not (null or Protocol.Decision.TooLate or Protocol.Decision.Unavailable);
}

/// <summary>
/// A pedestal's connection, which does what the device does once it has a template, and reports what became of each admission.
/// </summary>
sealed class LoadPedestal(LoadVenue venue, string device, TimeSpan budget, TimeSpan shown, bool tellsOperators) : IAsyncDisposable
{
    const int SecondsToPass = 8;

    static readonly TimeSpan ReportBudget = TimeSpan.FromSeconds(2);
    static readonly TimeSpan ReportPause = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LongestReporting = TimeSpan.FromSeconds(30);

    readonly ShownRefusal _refusal = new(shown, TimeProvider.System);
    readonly LoadLink _link = new("127.0.0.1", venue.BrokerPort, device);

    SealedClient _matcher = null!;
    SealedClient _ticketing = null!;

    /// <summary>Connects and waits for the broker.</summary>
    public async Task ConnectAsync(CancellationToken stop)
    {
        _matcher = await StartAsync(venue.MatchKey(device), MessageType.MatchRequest, stop);
        _ticketing = await StartAsync(venue.TicketKey(device), MessageType.TicketRequest, stop);
        await _link.StartAsync(stop);
        if (tellsOperators)
        {
            _link.Retain(Topic.Of(LoadVenue.Name, device, Channel.State),
                """{"online":true,"mode":"entry","camera":"ok","reader":"ok","fault":"none","service":false}"""u8.ToArray());
        }
    }

    /// <summary>Sends a request to admit a guest, unless the ring still tells the one before to use the ticket.</summary>
    public async Task<LoadReply> EnterAsync(int guest, byte[] template, CancellationToken stop)
    {
        if (_refusal.IsShown)
        {
            return new LoadReply(guest, Decision.TooLate, 0, Stopwatch.GetTimestamp(), Notes: AdmissionNotes.NotBegun, IsSent: false);
        }

        var request = new MatchRequest { Purpose = MatchPurpose.Enter };
        new PassageTerms(Direction.In, SecondsToPass).Write(request.Link, 0);
        template.CopyTo(request.Template, 0);
        var body = new byte[MatchRequest.Length];
        request.Write(body);
        var id = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        var published = Stopwatch.GetTimestamp();
        var reply = await _matcher.AskAsync(body, id, budget, stop);
        var taken = Stopwatch.GetElapsedTime(published).TotalMilliseconds;
        var decoded = new MatchReply();
        var isRead = reply is not null && decoded.Read(reply);
        _refusal.Follow(isRead ? decoded.Decision : null);
        if (tellsOperators)
        {
            var decision = isRead ? DecisionTable.Of(decoded.Decision).Word : "none";
            await _link.PublishAsync(Topic.Of(LoadVenue.Name, device, Channel.Telemetry), Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"way":"palm","decision":"{{{decision}}}","reason":"{{{(isRead ? "none" : "no-reply-in-time")}}}","us":{"total":{{{1000 * taken:0}}}}}""")),
                stop);
        }

        return isRead
            ? new LoadReply(guest, decoded.Decision, taken, published, id, decoded.Notes)
            : new LoadReply(guest, null, taken, published, id);
    }

    /// <summary>
    /// Reports whether the guest passed; after a refusal there is nothing to report. False if ticketing does not acknowledge it.
    /// </summary>
    public async Task<bool> ReportAsync(LoadReply reply, CancellationToken stop)
    {
        if (reply.IsSettled && reply.Decision != Decision.Admitted)
        {
            return true;
        }

        var request = new TicketRequest();
        new PassageReport
        {
            Outcome = reply.Decision == Decision.Admitted ? PassageOutcome.Passed : PassageOutcome.NotPassed,
            RequestId = reply.RequestId,
            UnixSeconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        }.Write(request);
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < LongestReporting)
        {
            var decoded = new TicketReply();
            if (await _ticketing.AskAsync(body, ReportBudget, stop) is { } noted && decoded.Read(noted) && decoded.Decision == Decision.Noted)
            {
                return true;
            }

            // As long as the device's.
            await Task.Delay(ReportPause, stop);
        }

        return false;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    async Task<SealedClient> StartAsync(DeviceKey key, MessageType type, CancellationToken stop)
    {
        var client = new SealedClient(
            _link, LoadVenue.Name, device, key, type, new HostCipher(), TimeProvider.System, NullLogger.Instance);
        await client.StartAsync(stop);
        return client;
    }
}
