using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
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
sealed record LoadReply(int Guest, Decision? Decision, double Milliseconds, long Published)
{
    /// <summary>Whether the reply is a decision about the guest.</summary>
    public bool IsServed => Decision is not (null or Protocol.Decision.TooLate or Protocol.Decision.Unavailable);
}

/// <summary>A pedestal's connection, which does what the device does once it has a template.</summary>
sealed class LoadPedestal(LoadVenue venue, string device, TimeSpan budget) : IAsyncDisposable
{
    readonly ServiceLink _link = new(
        new ServiceLinkOptions { Host = "127.0.0.1", Port = venue.BrokerPort, ClientId = device }, NullLogger.Instance);

    SealedClient _client = null!;

    /// <summary>Connects and waits for the broker.</summary>
    public async Task ConnectAsync(CancellationToken stop)
    {
        _client = new SealedClient(
            _link, LoadVenue.Name, device, venue.Keys.TryGet(device, out var key) ? key : throw new UnreachableException(),
            MessageType.MatchRequest, new HostCipher(), TimeProvider.System, NullLogger.Instance);
        await _client.StartAsync(stop);
        await _link.StartAsync(stop);
        await _link.WaitConnectedAsync(stop);
    }

    /// <summary>Sends a request to admit a guest.</summary>
    public async Task<LoadReply> EnterAsync(int guest, byte[] template, CancellationToken stop)
    {
        var request = new MatchRequest { Purpose = MatchPurpose.Enter };
        template.CopyTo(request.Template, 0);
        var body = new byte[MatchRequest.Length];
        request.Write(body);
        var published = Stopwatch.GetTimestamp();
        var reply = await _client.AskAsync(body, budget, stop);
        var taken = Stopwatch.GetElapsedTime(published).TotalMilliseconds;
        var decoded = new MatchReply();
        return new LoadReply(guest, reply is not null && decoded.Read(reply) ? decoded.Decision : null, taken, published);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();
}
