using System.Text.Json;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>One path of the contract in EXTERNAL.md, and the decisions that may come from it.</summary>
sealed class ExternalContract(string path, params (string Name, Decision Decision)[] answers)
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

    /// <summary>Where it may say by its status whether it can decide.</summary>
    internal const string Health = "v1/health";

    internal string Path => path;

    /// <summary>Reads an answer's body.</summary>
    /// <exception cref="ExternalAnswerException">It is not one of this path's.</exception>
    internal ExternalAnswer Read(byte[] body)
    {
        Answer? answer;
        try
        {
            answer = JsonSerializer.Deserialize<Answer>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            throw new ExternalAnswerException("an answer that is not the contract's JSON", isOutage: true);
        }

        foreach (var (name, decision) in answers)
        {
            if (answer?.Decision == name)
            {
                return new ExternalAnswer(decision, IsOpened(decision) ? LinkOf(answer) : null);
            }
        }

        throw new ExternalAnswerException("a decision that the contract does not have here", isOutage: true);
    }

    bool IsOpened(Decision decision) =>
        this == Enrolments && decision is Decision.EnrolmentOpened or Decision.ConfirmationAwaited;

    static byte[] LinkOf(Answer answer) =>
        answer.Link is { Length: 2 * TicketRequest.LinkLength } link && link.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(link)
            : throw new ExternalAnswerException("a link that is not 32 hexadecimal digits", isOutage: true);

    sealed record Answer(string? Decision, string? Link);
}

/// <summary>What the system elsewhere decided, and the link code of an enrolment it opened.</summary>
readonly record struct ExternalAnswer(Decision Decision, byte[]? Link);
