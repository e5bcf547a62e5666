using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pedestal.Ticketing;

/// <summary>How pretix writes JSON. Fields that are not needed here are ignored, as pretix asks of its clients.</summary>
static class PretixJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = false,
        MaxDepth = 32,
    };

    /// <summary>Reads a body that should be an object; null for anything else.</summary>
    internal static T? ReadObject<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="PretixException">It is not pretix's.</exception>
    internal static T Read<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Options) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new PretixException(PretixFault.Broken, "a response that is not pretix's", inner: e);
        }
    }
}
