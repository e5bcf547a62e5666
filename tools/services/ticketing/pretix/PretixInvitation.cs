using System.Text.Json;

namespace Pedestal.Ticketing;

/// <summary>What pretix shows as a QR code for a new device: where it is, and a token that initialises the device once.</summary>
/// <param name="Url">The address of pretix.</param>
/// <param name="Token">The token.</param>
sealed record PretixInvitation(Uri Url, string Token)
{
    const int NewestVersion = 1;

    /// <summary>Reads the code's text.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message never quotes the token.</exception>
    internal static PretixInvitation Parse(string text)
    {
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(text, PretixJson.Options);
        }
        catch (JsonException)
        {
            content = null;
        }

        return content switch
        {
            null or { HandshakeVersion: < 1 } or { Url: null } or { Token: null or "" } => throw new InvalidOperationException(
                "This is not what pretix shows for a new device: {\"handshake_version\": 1, \"url\": \"https://...\", \"token\": \"...\"}. "
                + "Create a device in pretix (organizer, Devices) and give the text of its QR code, or a file with it."),
            { HandshakeVersion: > NewestVersion } => throw new InvalidOperationException(
                $"This pretix connects devices in a newer way ({content.HandshakeVersion}) than this program knows ({NewestVersion}). "
                + "Update this program."),
            _ => new PretixInvitation(AddressOf(content.Url), content.Token),
        };
    }

    /// <summary>The address of pretix, to which paths are appended.</summary>
    /// <exception cref="InvalidOperationException">It is no address that a key may be sent to.</exception>
    internal static Uri AddressOf(string url) =>
        Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0
            ? address
            : throw new InvalidOperationException(
                "The address of pretix must be https, or http on the loopback, without user, query or fragment.");

    sealed record Content(int HandshakeVersion, string? Url, string? Token);
}
