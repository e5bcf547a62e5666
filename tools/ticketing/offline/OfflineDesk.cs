using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pedestal.Core.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// What ticketing does so that lanes may admit rotating tickets by themselves: each such ticket is redeemed at one lane only, by
/// its code only, and what a lane admitted is written down when it comes back.
/// </summary>
public sealed class OfflineDesk
{
    static readonly byte[] MarkText = "mark"u8.ToArray();

    readonly OfflineTickets? _tickets;
    readonly RotatingCodes _codes;
    readonly TicketingOptions _options;
    readonly TimeProvider _time;
    readonly ILogger<OfflineDesk> _logger;
    readonly ConcurrentDictionary<string, TicketAnswer> _conflicts = new();

    /// <summary>A desk for the lanes of the settings; without a store of its own none may be set.</summary>
    /// <exception cref="InvalidOperationException">The lanes have changed during the event.</exception>
    public OfflineDesk(
        TicketingOptions options, RotatingCodes codes, TimeProvider time, ILogger<OfflineDesk> logger, TicketStore? store = null)
    {
        (_options, _codes, _time, _logger, _tickets) = (options, codes, time, logger, store?.Offline);
        _tickets?.CheckLanes(options.Event, options.OfflineLanes);
    }

    /// <summary>Offline admissions of tickets that should not have been admitted, since the start.</summary>
    public int Conflicts => _conflicts.Count;

    /// <summary>Whether this device may not redeem a ticket because another lane alone does.</summary>
    internal bool IsOtherLanes(string device, PresentedCode presented) =>
        presented.IsSigned && _options.OfflineLanes.Length > 0
        && _options.OfflineLanes[OfflineTickets.LaneOf(presented.Code, _options.OfflineLanes.Length) - 1] != device;

    /// <summary>Hands a lane its tickets if it is set as ticketing is.</summary>
    internal Decision Open(string device, TicketRequest request)
    {
        var lane = Array.IndexOf(_options.OfflineLanes, device) + 1;
        var mark = HMACSHA256.HashData(_codes.EventKeyOf(_options.Event), MarkText).AsSpan(0, 8);
        var isAlike = lane > 0 && request.CodeLength == 2 + mark.Length
            && request.Code[0] == lane && request.Code[1] == _options.OfflineLanes.Length
            && CryptographicOperations.FixedTimeEquals(request.Code.AsSpan(2, mark.Length), mark);
        if (!isAlike || _tickets is null)
        {
            _logger.LogWarning(
                "{Device} may not admit offline: its offline.lane, offline.lanes or offline.key is not ticketing's", device);
            return Decision.Refused;
        }

        if (!_tickets.Open(_options.Event, lane, _options.OfflineLanes.Length, device, _time.GetUtcNow()))
        {
            _logger.LogWarning(
                "{Device} may not admit offline: tickets of its lane have been redeemed, and it does not know which", device);
            return Decision.Refused;
        }

        _logger.LogInformation("{Device} may admit the tickets of lane {Lane} offline", device, lane);
        return Decision.Admitted;
    }

    /// <summary>Writes down an offline admission; a conflict is logged and counted.</summary>
    internal TicketAnswer Report(string device, TicketRequest request)
    {
        if (_tickets is null)
        {
            return Decision.Refused;
        }

        var id = Bytes.GetUInt64(request.Link, 0);
        var at = DateTimeOffset.FromUnixTimeSeconds((long)(Bytes.GetUInt64(request.Link, 8) & uint.MaxValue));
        var code = Encoding.Latin1.GetString(request.Code, 0, request.CodeLength);
        var requestKey = $"{device}/{id:x16}";
        var answer = _tickets.Record(code, _options.Event, device, requestKey, at);
        if (answer.Decision != Decision.Admitted && _conflicts.TryAdd(requestKey, answer))
        {
            _logger.LogError(
                "{Device} admitted a ticket offline at {Time:u} that was {Reason}; its request was {Request:x16}",
                device, at, answer, id);
        }

        return answer;
    }
}
