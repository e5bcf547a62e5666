using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pedestal.Bench;

/// <summary>Somebody who has signed in, as a browser keeps it: the cookies of all its pages.</summary>
sealed partial class OperatorSession : IDisposable
{
    const string Password = "a long evening";

    readonly CookieContainer _cookies = new();
    readonly HttpClient _http;

    OperatorSession(Uri site)
    {
        Site = site;
        _http = new HttpClient(new HttpClientHandler { CookieContainer = _cookies }) { BaseAddress = site };
    }

    /// <summary>The address of the pages.</summary>
    public Uri Site { get; }

    /// <summary>Accepts the invitation to be administrator.</summary>
    /// <exception cref="InvalidDataException">The invitation is not accepted.</exception>
    public static async Task<OperatorSession> JoinAsync(Uri link, CancellationToken stop)
    {
        var session = new OperatorSession(new Uri(link.GetLeftPart(UriPartial.Authority)));
        var form = HiddenField().Matches(await session._http.GetStringAsync(link, stop))
            .ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        (form["Given.Name"], form["Given.Password"], form["Given.Again"]) = ("bench", Password, Password);
        using var content = new FormUrlEncodedContent(form);
        using var response = await session._http.PostAsync(link, content, stop);
        response.EnsureSuccessStatusCode();
        return session._cookies.GetCookies(session.Site)["pedestal.person"] is not null ? session
            : throw new InvalidDataException("The pages did not accept the first link.");
    }

    /// <summary>The document of the page that shows the night.</summary>
    public Task<string> TonightAsync(CancellationToken stop) => _http.GetStringAsync("/", stop);

    /// <summary>Opens a page's connection, compressed as a browser asks for it.</summary>
    public async Task<ClientWebSocket> ConnectAsync(CancellationToken stop)
    {
        using var response = await _http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, stop);
        response.EnsureSuccessStatusCode();
        using var terms = JsonDocument.Parse(await response.Content.ReadAsStringAsync(stop));
        var token = terms.RootElement.GetProperty("connectionToken").GetString()!;
        var socket = new ClientWebSocket();
        socket.Options.Cookies = _cookies;
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await socket.ConnectAsync(new UriBuilder(Site) { Scheme = "ws", Path = "/_blazor", Query = $"id={Uri.EscapeDataString(token)}" }.Uri, stop);
        return socket;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>""")]
    private static partial Regex HiddenField();
}
