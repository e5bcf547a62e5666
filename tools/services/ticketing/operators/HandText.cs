using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>What people write when they act by hand.</summary>
static class HandText
{
    const int LongestReason = 200;
    const int ShortestSearch = 2;

    /// <summary>A ticket's code as it is stored.</summary>
    /// <exception cref="HandException">It is missing, or cannot be one.</exception>
    public static string Code(string? written)
    {
        var code = CodeRule.Normalise(written ?? "");
        return CodeRule.RefusalOf(code, isRotating: false) is { } refusal
            ? throw new HandException(HandFault.Invalid, $"The ticket's code {refusal}.") : code;
    }

    /// <summary>An account's name as it is stored.</summary>
    /// <exception cref="HandException">It is missing, or cannot be one.</exception>
    public static string Account(string? written)
    {
        var name = NameRule.Normalise(written ?? "");
        return NameRule.RefusalOf(name) is { } refusal ? throw new HandException(HandFault.Invalid, $"The account's name {refusal}.") : name;
    }

    /// <summary>The key of a request; null for none.</summary>
    /// <exception cref="HandException">It cannot be one.</exception>
    public static string? RequestKey(string? written) => written is null || Messaging.Topics.IsName(written) ? written
        : throw new HandException(HandFault.Invalid, $"\"request\" is 1 to {Messaging.Topics.MaximumNameLength} letters, digits, '-', '_' or '.'.");

    /// <summary>What is searched for.</summary>
    /// <exception cref="HandException">It is too short, or no text.</exception>
    public static string Search(string? written)
    {
        var text = NameRule.Normalise(written ?? "");
        return NameRule.RefusalOf(text) is { } refusal ? throw new HandException(HandFault.Invalid, $"What to search for {refusal}.")
            : text.Length < ShortestSearch ? throw new HandException(HandFault.Invalid, $"Search for {ShortestSearch} characters or more.") : text;
    }

    /// <summary>A reason.</summary>
    /// <exception cref="HandException">It is missing, too long, or has characters that are not text.</exception>
    public static string Reason(string? written)
    {
        var reason = NameRule.Normalise(written ?? "");
        return reason.Length is 0 or > LongestReason || reason.Any(c => char.IsControl(c) || char.IsSurrogate(c))
            ? throw new HandException(HandFault.Invalid, $"Give a reason of 1 to {LongestReason} characters; it is kept with what you do.") : reason;
    }
}
