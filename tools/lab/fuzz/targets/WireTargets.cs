using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Matching;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Vein;
using static Pedestal.Fuzz.FuzzTarget;

namespace Pedestal.Fuzz;

/// <summary>Parsers for messages of the broker, in pedestals and services.</summary>
static class WireTargets
{
    static readonly DeviceKey Key = new([.. Enumerable.Range(1, DeviceKey.Length).Select(i => (byte)i)]);

    internal static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("envelope", Envelope, [Sealed(new byte[MatchRequest.Length]), Sealed([]), Sealed(new byte[33])]),
        new("body", Body,
            [
                new byte[MatchRequest.Length], Ticket(TicketPurpose.RedeemCode), Ticket(TicketPurpose.RedeemToken),
                Ticket(TicketPurpose.ReportOffline), new byte[TicketReply.Length], new byte[SessionOffer.Length], Targets.Bytes("\x04\0\x0b\0name=value\n"),
            ]),
        new("guest-list", GuestList,
            [Page(new MembershipChange(1, new byte[32], true)), Page(new EventChange(Tonight)), new GuestListRequest(new GuestCursor(1, 2)).Write()])
        {
            Words = ["\"number\":", "\"entrances\":[", "null", "\"doors\":\"2026-11-28T20:00:00Z\"", "\\ud800", "1e9", "\x01", "\x02"],
        },
        new("template", Template, [new byte[TemplateFormat.Length], Header()]),
        new("signed-code", Signed,
            [
                Targets.Bytes("R1:T-1:59833333:AAECAwQFBgcICQoLDA0ODw"), Targets.Bytes("R1:with:colons:1:AAAAAAAAAAAAAAAAAAAAAA"),
                Targets.Bytes("TICKET"),
            ])
        {
            Words = ["R1:", ":", "=", " ", "0", "-", "_"],
        },
        new("topic", Topic, [Targets.Bytes("pedestal/v2/demo/gate-1/match/request"), Targets.Bytes("pedestal/v2/demo/gate-1/state")])
        {
            Words = ["/", "+", "#", "$SYS", "..", "demo", "pedestal"],
        },
        new("mqtt-packets", bytes => new PacketScanner((_, _) => { }).Feed(bytes),
            [[0x10, 12, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 2, 0, 60, 0, 0], [0x30, 0x80, 0x80, 0x80, 1]],
            typeof(InvalidDataException)),
    ];

    static void Envelope(byte[] bytes)
    {
        var envelope = new Envelope(new HostCipher());
        if (envelope.Open(Key, bytes) == EnvelopeStatus.Ok)
        {
            Promise(envelope.Body.Length < bytes.Length, "a body longer than its message");
        }

        // What only a key's owner can send: the parsers behind the authentication.
        if (bytes.Length < Protocol.Envelope.MaximumLength / 2)
        {
            Promise(envelope.Open(Key, Sealed(bytes)) == EnvelopeStatus.Ok && envelope.Body.AsSpan().SequenceEqual(bytes),
                "a body that changes when sealed and opened");
        }
    }

    static void Body(byte[] bytes)
    {
        new MatchRequest().Read(bytes);
        new MatchReply().Read(bytes);
        new TicketReply().Read(bytes);
        new FleetCommand().Read(bytes);
        new FleetReply().Read(bytes);
        new SessionOffer().Read(bytes);
        TokenEnd.TryRead(bytes, out _);
        var request = new TicketRequest();
        if (request.Read(bytes))
        {
            var again = new byte[TicketRequest.Length];
            request.Write(again);
            PalmRedemption.TryRead(request, out _);
            LinkRequest.TryRead(request, out _);
            Ticketing.OfflineReport.TryRead(request, out _);
        }
    }

    static void GuestList(byte[] bytes)
    {
        _ = GuestListRequest.Read(bytes);
        _ = EventDetails.Parse(bytes);
        if (GuestListReply.Read(bytes) is { } page)
        {
            Promise(GuestListReply.Read(page.Write())?.Changes.Count == page.Changes.Count, "a page that cannot be written again");
        }
    }

    static void Template(byte[] bytes)
    {
        if (VeinTemplate.TryParse(bytes, out var template) == TemplateStatus.Ok)
        {
            Promise(template!.ValidCells is >= 0 and <= 1024 && template.Quality is >= 0 and <= 100, "values out of range");
        }
    }

    static void Signed(byte[] bytes)
    {
        var code = new SignedCode(new HostCipher());
        if (code.Read(bytes, bytes.Length))
        {
            var shown = $"R1:{Targets.Text(code.Code)}:{code.Step}:{System.Buffers.Text.Base64Url.EncodeToString(code.Tag)}";
            Promise(shown == Targets.Text(bytes), "a second spelling");
            code.IsAuthentic(new byte[SignedCode.ShareKeyLength]);
            code.IsInTime(long.MaxValue);
        }
    }

    static void Topic(byte[] bytes)
    {
        foreach (var channel in Enum.GetValues<Channel>())
        {
            if (Topics.TryGetDevice(Targets.Text(bytes), "demo", channel, out var device))
            {
                Promise(Topics.IsName(device), "a device with an invalid name");
            }
        }
    }

    static byte[] Sealed(byte[] body) =>
        new Envelope(new HostCipher()) { Type = MessageType.MatchRequest, RequestId = 1, RemainingMilliseconds = 9 }.Seal(Key, body);

    static byte[] Ticket(TicketPurpose purpose)
    {
        var body = new byte[TicketRequest.Length];
        new TicketRequest { Purpose = purpose, CodeLength = TicketRequest.TokenLength + 6 }.Write(body);
        return body;
    }

    static EventDetails Tonight => new() { Number = 1, Name = "Tonight", Venue = "demo", Entrances = ["north"], Doors = DateTimeOffset.UnixEpoch };

    static byte[] Page(GuestChange change)
    {
        var page = new GuestListReply { HasMore = true };
        page.TryAdd(change);
        return page.Write();
    }

    static byte[] Header()
    {
        var template = new byte[TemplateFormat.Length];
        (template[TemplateFormat.MagicOffset], template[TemplateFormat.FormatVersionOffset]) = (TemplateFormat.Magic, TemplateFormat.FormatVersion);
        template[TemplateFormat.ExtractorVersionOffset] = TemplateFormat.ExtractorVersion;
        return template;
    }
}
