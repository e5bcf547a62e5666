using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Pedestal.Matcher;

/// <summary>The values of the API's examples, as a venue would have them.</summary>
static class ExampleValues
{
    const string Day = "2031-11-28";
    static readonly string Digest = new('5', 64);
    static readonly string Token = new('7', 64);
    static readonly string Secret = new('3', 64);

    /// <summary>Of these members a request has one; its example has the first.</summary>
    public static readonly string[][] Alternatives = [["token", "tokenDigest", "person"], ["code", "account", "search"]];

    // By a member's name, or by that of the member that has it and its own, where the name alone does not say what it is.
    static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["about"] = "tonight", ["account"] = "guest-155", ["attention"] = "check the age", ["auditHead"] = Digest, ["blocked"] = "reported stolen",
        ["by"] = "anna", ["code"] = "T-0310", ["columns"] = "code", ["counts"] = "tonight", ["dayStartsAt"] = "06:00",
        ["detail"] = "What is wrong, where, and what to do.", ["device"] = "gate-1", ["digest"] = Digest, ["doors"] = Day + "T18:00:00Z",
        ["end"] = Day + "T23:00:00Z", ["entrance"] = "main", ["entrances"] = "main", ["entrances.name"] = "main", ["errors.reason"] = "the code is empty",
        ["event"] = "tonight", ["events"] = "tonight", ["expected"] = "tonight", ["facts"] = "person=12", ["fault"] = "The database does not answer.",
        ["first"] = Day + "T18:00:00Z", ["from"] = Day + "T18:00:00Z", ["hash"] = Digest, ["head"] = Digest, ["id"] = new string('2', 32),
        ["keyFingerprint"] = Digest[..16], ["kind"] = "Retention", ["lane"] = "gate-1", ["language"] = "en", ["link"] = Secret,
        ["missing"] = "palms are not recognised", ["name"] = "tonight", ["newEvents"] = "tonight", ["other"] = "gala", ["part"] = "palms",
        ["party"] = "ticketing", ["path"] = "/my-palm/" + Secret, ["pedestal"] = "gate-1", ["pedestals.name"] = "gate-1", ["product"] = "standing",
        ["reason"] = "telephone is empty", ["request"] = "4f1c0a9e", ["roles"] = "entry", ["start"] = Day + "T19:00:00Z", ["status"] = "up",
        ["text"] = "I agree that my palm is stored.", ["textDigest"] = Digest, ["timeZone"] = "Europe/Berlin", ["token"] = Token,
        ["tokenDigest"] = Token, ["undoneBy"] = "anna", ["unknownProducts"] = "standing", ["until"] = Day + "T22:00:00Z", ["unused"] = "seat",
        ["venue"] = "demo", ["version"] = "1", ["visit"] = Secret, ["warnings"] = "The list of guests is 40 seconds old.", ["zone"] = "floor",
        ["zones"] = "floor", ["zones.name"] = "floor",
    };

    /// <summary>The text of a member.</summary>
    public static string? TextOf(string parent, string member) => Texts.GetValueOrDefault($"{parent}.{member}") ?? Texts.GetValueOrDefault(member);

    /// <summary>The text of a member of which only the format is known.</summary>
    public static string? TextOfFormat(string? format) => format switch
    {
        "date-time" => Day + "T20:00:00Z",
        "date" => Day,
        "time" => "20:00:00",
        "uri" => "https://tickets.example",
        "byte" => "AAEC",
        _ => null,
    };

    /// <summary>A body that is not JSON; null for JSON.</summary>
    public static string? BodyOf(string mediaType) => mediaType switch
    {
        "text/csv" => "code,account,event\nT-0310,guest-155,tonight\n",
        "text/plain" => "matcher_gallery_palms 1280\n",
        _ => null,
    };

    /// <summary>A refusal.</summary>
    public static JsonObject Problem(int status) => new()
    {
        ["title"] = ReasonPhrases.GetReasonPhrase(status), ["status"] = status, ["detail"] = TextOf("", "detail"),
    };
}
