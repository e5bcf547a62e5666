using System.Text.Json;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>The paths that decide, and the decisions that each may return; EXTERNAL.md describes them.</summary>
static class ExternalContract
{
    internal const int LongestDecision = 4096;

    /// <summary>The path where the system may report whether it can decide.</summary>
    internal const string Health = "v1/health";

    internal static readonly ExternalPath<ExternalReply> Redemptions = Path(
        "v1/redemptions", ("admitted", Decision.Admitted), ("noTicket", Decision.NoTicket),
        ("ticketUsed", Decision.TicketUsed), ("unknownTicket", Decision.UnknownTicket), ("tooEarly", Decision.TooEarly),
        ("entryOver", Decision.EntryOver), ("otherEntrance", Decision.OtherEntrance), ("alreadyInside", Decision.AlreadyInside),
        ("notLeft", Decision.NotLeft), ("usedToday", Decision.UsedToday), ("blocked", Decision.Blocked), ("full", Decision.Full),
        ("atOtherLane", Decision.AtOtherLane));

    /// <summary>The same path at an exit lane, where only a stranger is refused.</summary>
    internal static readonly ExternalPath<ExternalReply> Exits = Path(
        "v1/redemptions", ("left", Decision.Left), ("noTicket", Decision.NoTicket), ("unknownTicket", Decision.UnknownTicket));

    internal static readonly ExternalPath<ExternalReply> Passages = Path("v1/passages", ("noted", Decision.Noted));

    internal static readonly ExternalPath<ExternalReply> Enrolments = Path(
        "v1/enrolments", ("enrolmentOpened", Decision.EnrolmentOpened),
        ("confirmationAwaited", Decision.ConfirmationAwaited), ("noTicket", Decision.NoTicket),
        ("ticketUsed", Decision.TicketUsed), ("unknownTicket", Decision.UnknownTicket));

    internal static readonly ExternalPath<ExternalReply> Links = Path(
        "v1/links", ("enrolmentOpened", Decision.EnrolmentOpened), ("confirmationAwaited", Decision.ConfirmationAwaited),
        ("refused", Decision.Refused));

    internal static readonly ExternalPath<ExternalReply> Bindings = Path(
        "v1/bindings", ("bound", Decision.Bound), ("ticketUsed", Decision.TicketUsed), ("refused", Decision.Refused));

    internal static readonly ExternalPath<ExternalReply> Deletions = Path(
        "v1/deletions", ("deletionOpened", Decision.DeletionOpened), ("unknownTicket", Decision.UnknownTicket),
        ("bound", Decision.Bound), ("noAccount", Decision.NoTicket), ("codeNeeded", Decision.CodeNeeded),
        ("refused", Decision.Refused));

    internal static readonly ExternalPath<ExternalReply> Endings = Path("v1/endings", ("ended", Decision.NoTicket));

    /// <summary>Reads the contract's JSON.</summary>
    /// <exception cref="ExternalReplyException">It is not.</exception>
    internal static T Parse<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ExternalReplyException("a response that is not the contract's JSON", isOutage: true);
        }
    }

    static ExternalPath<ExternalReply> Path(string path, params (string Name, Decision Decision)[] decisions) =>
        new(path, LongestDecision, body => Read(body, decisions, isOpening: path == "v1/enrolments"));

    static ExternalReply Read(byte[] body, (string Name, Decision Decision)[] decisions, bool isOpening)
    {
        var reply = Parse<Reply>(body);
        foreach (var (name, decision) in decisions)
        {
            if (reply.Decision == name)
            {
                var isOpened = isOpening && decision is Decision.EnrolmentOpened or Decision.ConfirmationAwaited;
                return new ExternalReply(
                    decision, isOpened ? LinkOf(reply) : null, decision is Decision.Admitted or Decision.Left ? NotesOf(reply) : (byte)0);
            }
        }

        throw new ExternalReplyException("a decision that the contract does not allow here", isOutage: true);
    }

    static byte[] LinkOf(Reply reply) =>
        reply.Link is { Length: 2 * TicketRequest.LinkLength } link && link.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(link)
            : throw new ExternalReplyException("a link that is not 32 hexadecimal digits", isOutage: true);

    static byte NotesOf(Reply reply) => reply.Companions >= 0
        ? AdmissionNotes.Of(reply.Companions, reply.SameAdmission, reply.Attention)
        : throw new ExternalReplyException("fewer than 0 companions", isOutage: true);

    sealed record Reply(string? Decision, string? Link, int Companions, bool SameAdmission, bool Attention);
}

/// <summary>The external system's decision, the link code of an enrolment it opened, and the notes of an admission.</summary>
sealed record ExternalReply(Decision Decision, byte[]? Link, byte Notes = 0);
