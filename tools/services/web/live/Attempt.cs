using System.Text.Json;
using Pedestal.Terminal;

namespace Pedestal.Web.Live;

/// <summary>What a pedestal told about one attempt. It is untrusted, as any client of the broker may have sent it.</summary>
/// <param name="At">When it was heard.</param>
/// <param name="Way">By palm, ticket or the turnstile's contact.</param>
/// <param name="Decision">The decision's word.</param>
/// <param name="Reason">Why there is no decision, or "none".</param>
/// <param name="Milliseconds">From the usable palm or code to the gate; 0 where nothing was measured.</param>
public sealed record Attempt(DateTimeOffset At, string Way, string Decision, string Reason, long Milliseconds)
{
    const int LongestWord = 40;

    /// <summary>A passage that no admission stands for.</summary>
    public bool IsSlippedThrough => Reason == "slipped-through";

    /// <summary>A palm that could not be read because it was too bright there.</summary>
    public bool IsTooBright => Reason == "too-bright-here";

    /// <summary>Reads a message of the channel telemetry; null if it is none.</summary>
    public static Attempt? Read(ReadOnlyMemory<byte> payload, DateTimeOffset at)
    {
        if (!UntrustedJson.TryReadObject(payload, out var report, out _))
        {
            return null;
        }

        var total = report.TryGetProperty("us", out var times) && times.ValueKind == JsonValueKind.Object
            && times.TryGetProperty("total", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var us) ? us : 0;
        return new Attempt(at, Word("way"), Word("decision"), Word("reason"), total / 1000);

        string Word(string member) => report.TryGetProperty(member, out var word) && word.ValueKind == JsonValueKind.String
            ? TerminalText.Safe(word.GetString(), LongestWord) : "none";
    }
}
