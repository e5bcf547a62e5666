using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Outage.History;
using Pedestal.Outage.World;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Outage.Traffic;

/// <summary>
/// A pedestal as the services see it: connected to both brokers, it uses the one that replies, and sends what the device does once it has a
/// palm or a code.
/// </summary>
sealed class Lane : IAsyncDisposable
{
    /// <summary>The time in which the device wants a decision, as it is shipped.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    const int SecondsToPass = 8;
    const int SamplesOfBothPalms = 4;
    static readonly TimeSpan ReportBudget = TimeSpan.FromSeconds(2);
    static readonly TimeSpan ReportPause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestReporting = TimeSpan.FromSeconds(90);

    readonly ServiceLinks _links;
    readonly SealedClient _match;
    readonly SealedClient _ticket;
    readonly Action<Asked> _record;

    /// <summary>Creates it.</summary>
    public Lane(string name, Site site, Action<Asked> record)
    {
        (Name, _record, _links) = (name, record, Site.Links(name, NullLogger.Instance));
        _match = Client(site.MatchKey(name), MessageType.MatchRequest);
        _ticket = Client(site.TicketKey(name), MessageType.TicketRequest);
        SealedClient Client(DeviceKey key, MessageType type) =>
            new(_links, Site.Name, name, key, type, new HostCipher(), TimeProvider.System, NullLogger.Instance);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Connects, and waits for one of the brokers.</summary>
    public async Task ConnectAsync(CancellationToken stop)
    {
        await _match.StartAsync(stop);
        await _ticket.StartAsync(stop);
        await _links.StartAsync(stop);
        await _links.WaitConnectedAsync(stop);
    }

    /// <summary>Shows a palm, to enter.</summary>
    public async Task<Asked> PalmAsync(string account, byte[] template, CancellationToken stop)
    {
        var (begin, id) = (Clock.Now, NewId());
        var request = new MatchRequest { Purpose = MatchPurpose.Enter };
        new PassageTerms(Direction.In, SecondsToPass).Write(request.Link, 0);
        template.CopyTo(request.Template, 0);
        var reply = await MatchAsync(request, id, stop);
        return Note(new Asked(Name, Purpose.Palm, account, begin, Clock.Now, reply?.Decision, id, IsSame: reply is { } read && IsSame(read.Decision, read.Notes)));
    }

    /// <summary>Shows a ticket's code, to enter.</summary>
    public async Task<Asked> CodeAsync(string account, string code, CancellationToken stop)
    {
        var (begin, id) = (Clock.Now, NewId());
        var reply = await TicketAsync(TicketPurpose.RedeemCode, code, id, stop);
        return Note(new Asked(Name, Purpose.Code, account, begin, Clock.Now, reply?.Decision, id, code, reply is not null && IsSame(reply.Decision, reply.Notes)));
    }

    /// <summary>Reports what became of a request to enter until that is noted, as the device does; a refusal needs no report.</summary>
    public async Task ReportAsync(Asked asked, CancellationToken stop)
    {
        if (asked.IsDecided && asked.Reply != Decision.Admitted)
        {
            return;
        }

        var (begin, request, body) = (Clock.Now, new TicketRequest(), new byte[TicketRequest.Length]);
        new PassageReport
        {
            Outcome = asked.IsDecided ? PassageOutcome.Passed : PassageOutcome.NotPassed, RequestId = asked.Request,
        }.Write(request);
        request.Write(body);
        Decision? noted = null;
        while (noted != Decision.Noted && Clock.Now - begin < LongestReporting.TotalMilliseconds)
        {
            var reply = new TicketReply();
            noted = await _ticket.AskAsync(body, ReportBudget, stop) is { } bytes && reply.Read(bytes) ? reply.Decision : null;
            if (noted != Decision.Noted)
            {
                await Task.Delay(ReportPause, stop);
            }
        }

        _record(new Asked(Name, asked.IsDecided ? Purpose.Passed : Purpose.NotPassed, asked.Account, begin, Clock.Now, noted, asked.Request));
    }

    /// <summary>Enrols a guest with a ticket: both palms.</summary>
    public async Task<Asked> EnrolAsync(string account, string code, Random random, CancellationToken stop)
    {
        var begin = Clock.Now;
        return Note(new Asked(Name, Purpose.Enrol, account, begin, 0, await EnrolAsync(), NewId(), code) with { End = Clock.Now });

        async Task<Decision?> EnrolAsync()
        {
            var opened = await TicketAsync(TicketPurpose.OpenEnrolment, code, NewId(), stop);
            if (opened is not { Decision: Decision.EnrolmentOpened })
            {
                return opened?.Decision;
            }

            Decision? decision = null;
            for (byte sample = 0; sample < SamplesOfBothPalms; sample++)
            {
                var side = sample < SamplesOfBothPalms / 2 ? PalmSide.Left : PalmSide.Right;
                var request = new MatchRequest { Purpose = MatchPurpose.Enrol, Side = side, Sample = sample, SampleCount = SamplesOfBothPalms };
                opened.Link.CopyTo(request.Link, 0);
                InventedPalm.Capture(Crowd.PalmsOf(account), side, random).CopyTo(request.Template, 0);
                decision = (await MatchAsync(request, NewId(), stop))?.Decision;
                if (decision is not (Decision.SampleAccepted or Decision.OtherPalmWanted))
                {
                    return decision;
                }
            }

            return decision;
        }
    }

    /// <summary>Deletes a guest, who shows a ticket and twice a palm.</summary>
    public async Task<Asked> DeleteAsync(string account, string code, Random random, CancellationToken stop)
    {
        var begin = Clock.Now;
        return Note(new Asked(Name, Purpose.Delete, account, begin, 0, await DeleteAsync(), NewId(), code) with { End = Clock.Now });

        async Task<Decision?> DeleteAsync()
        {
            var opened = await TicketAsync(TicketPurpose.OpenDeletion, code, NewId(), stop);
            if (opened is not { Decision: Decision.DeletionOpened })
            {
                return opened?.Decision;
            }

            Decision? decision = null;
            for (byte capture = 0; capture < 2; capture++)
            {
                var request = new MatchRequest { Purpose = MatchPurpose.Delete, Sample = capture, SampleCount = 2 };
                opened.Link.CopyTo(request.Link, 0);
                InventedPalm.Capture(Crowd.PalmsOf(account), PalmSide.Right, random).CopyTo(request.Template, 0);
                decision = (await MatchAsync(request, NewId(), stop))?.Decision;
                if (decision != Decision.SampleAccepted)
                {
                    return decision;
                }
            }

            return decision;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _links.DisposeAsync();

    Asked Note(Asked asked)
    {
        _record(asked);
        return asked;
    }

    async Task<MatchReply?> MatchAsync(MatchRequest request, ulong id, CancellationToken stop)
    {
        var (body, reply) = (new byte[MatchRequest.Length], new MatchReply());
        request.Write(body);
        return await _match.AskAsync(body, id, Budget, stop) is { } bytes && reply.Read(bytes) ? reply : null;
    }

    async Task<TicketReply?> TicketAsync(TicketPurpose purpose, string code, ulong id, CancellationToken stop)
    {
        var (request, body, reply) = (new TicketRequest { Purpose = purpose, CodeLength = code.Length }, new byte[TicketRequest.Length], new TicketReply());
        new PassageTerms(Direction.In, purpose == TicketPurpose.RedeemCode ? SecondsToPass : 0).Write(request.Link, 0);
        Encoding.ASCII.GetBytes(code).CopyTo(request.Code, 0);
        request.Write(body);
        return await _ticket.AskAsync(body, id, Budget, stop) is { } bytes && reply.Read(bytes) ? reply : null;
    }

    static bool IsSame(Decision decision, byte notes) => decision == Decision.Admitted && AdmissionNotes.IsSame(notes);

    static ulong NewId() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
