using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>Settings of an external ticketing system, section <c>Ticketing:External</c>; see EXTERNAL.md.</summary>
public sealed class ExternalTicketsOptions
{
    const int LargestFile = 4096;
    const int LongestKey = 512;
    const int ShortestKey = 16;

    /// <summary>Address before the contract's paths; empty: the built-in store is used.</summary>
    public string BaseUrl { get; set; } = string.Empty;

    /// <summary>Path of the file with the key that is sent with every request.</summary>
    public string ApiKeyFile { get; set; } = string.Empty;

    /// <summary>Longest wait for a decision, in milliseconds; shortened by the request's own budget.</summary>
    public int TimeoutMilliseconds { get; set; } = 300;

    /// <summary>Whether an external system keeps the tickets.</summary>
    public bool IsUsed => BaseUrl.Length > 0;

    /// <summary>The address that paths are appended to.</summary>
    internal Uri BaseAddress => new(BaseUrl.TrimEnd('/') + "/");

    /// <summary>Refuses settings that cannot be used.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it.</exception>
    public void Validate()
    {
        // The key and the tokens are secrets: unencrypted they may only be sent within this machine.
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            throw new InvalidOperationException(
                "External:BaseUrl must be an https address, or http on the loopback, without user, query or fragment.");
        }

        if (TimeoutMilliseconds is < 10 or > 1000)
        {
            throw new InvalidOperationException(
                $"External:TimeoutMilliseconds is {TimeoutMilliseconds}; it must be 10 to 1000.");
        }
    }

    /// <summary>Reads the key.</summary>
    /// <exception cref="InvalidOperationException">
    /// The file is missing or contains no key; the message never quotes it.
    /// </exception>
    internal string ReadApiKey()
    {
        try
        {
            var key = TextFile.Read(ApiKeyFile, LargestFile).Trim();
            return key.Length is >= ShortestKey and <= LongestKey && key.All(c => c is > ' ' and <= '~')
                ? key
                : throw new InvalidOperationException(
                    $"External:ApiKeyFile '{ApiKeyFile}' must contain one key of {ShortestKey} to {LongestKey} ASCII characters "
                    + "without spaces.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidOperationException($"External:ApiKeyFile '{ApiKeyFile}' cannot be read: {e.Message}", e);
        }
    }
}
