using System.Text.Json;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>One path of the contract in EXTERNAL.md, and the decisions it may return.</summary>
sealed class ExternalContract(string path, params (string Name, Decision Decision)[] decisions)
{
    internal static readonly ExternalContract Redemptions = new(
        "v1/redemptions", ("admitted", Decision.Admitted), ("noTicket", Decision.NoTicket),
        ("ticketUsed", Decision.TicketUsed), ("unknownTicket", Decision.UnknownTicket));

    internal static readonly ExternalContract Enrolments = new(
        "v1/enrolments", ("enrolmentOpened", Decision.EnrolmentOpened),
        ("confirmationAwaited", Decision.ConfirmationAwaited), ("noTicket", Decision.NoTicket),
        ("ticketUsed", Decision.TicketUsed), ("unknownTicket", Decision.UnknownTicket));

    internal static readonly ExternalContract Links = new(
        "v1/links", ("enrolmentOpened", Decision.EnrolmentOpened), ("confirmationAwaited", Decision.ConfirmationAwaited),
        ("refused", Decision.Refused));

    internal static readonly ExternalContract Bindings = new(
        "v1/bindings", ("bound", Decision.Bound), ("refused", Decision.Refused));

    internal static readonly ExternalContract Deletions = new(
        "v1/deletions", ("deletionOpened", Decision.DeletionOpened), ("unknownTicket", Decision.UnknownTicket),
        ("bound", Decision.Bound), ("noAccount", Decision.NoTicket), ("codeNeeded", Decision.CodeNeeded),
        ("refused", Decision.Refused));

    internal static readonly ExternalContract Endings = new("v1/endings", ("ended", Decision.NoTicket));

    /// <summary>The path where the system may report whether it can decide.</summary>
    internal const string Health = "v1/health";

    internal string Path => path;

    /// <summary>Reads a response's body.</summary>
    /// <exception cref="ExternalReplyException">The body is not one of this path's.</exception>
    internal ExternalReply Read(byte[] body)
    {
        Reply? reply;
        try
        {
            reply = JsonSerializer.Deserialize<Reply>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            throw new ExternalReplyException("a response that is not the contract's JSON", isOutage: true);
        }

        foreach (var (name, decision) in decisions)
        {
            if (reply?.Decision == name)
            {
                return new ExternalReply(decision, IsOpened(decision) ? LinkOf(reply) : null);
            }
        }

        throw new ExternalReplyException("a decision that the contract does not allow here", isOutage: true);
    }

    bool IsOpened(Decision decision) =>
        this == Enrolments && decision is Decision.EnrolmentOpened or Decision.ConfirmationAwaited;

    static byte[] LinkOf(Reply reply) =>
        reply.Link is { Length: 2 * TicketRequest.LinkLength } link && link.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(link)
            : throw new ExternalReplyException("a link that is not 32 hexadecimal digits", isOutage: true);

    sealed record Reply(string? Decision, string? Link);
}

/// <summary>The external system's decision, and the link code of an enrolment it opened.</summary>
readonly record struct ExternalReply(Decision Decision, byte[]? Link);
