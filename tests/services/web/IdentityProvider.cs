using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pedestal.Web.Tests;

/// <summary>
/// Another system to sign in at: the authorization code flow of OpenID Connect Core 1.0 with PKCE (RFC 7636) over HTTP. Whoever comes is
/// signed in as <see cref="Name"/> at once. What it says wrongly is up to the test.
/// </summary>
sealed class IdentityProvider : IAsyncDisposable
{
    const string Client = "pages";
    readonly WebApplication _app;
    readonly RSA _rsa = RSA.Create(2048);
    readonly ConcurrentDictionary<string, Asked> _codes = new();

    IdentityProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Url, ["authorization_endpoint"] = $"{Url}/authorize", ["token_endpoint"] = $"{Url}/token", ["jwks_uri"] = $"{Url}/keys",
            ["userinfo_endpoint"] = $"{Url}/userinfo", ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(false)) { KeyId = "1" });
            return Results.Json(new { keys = new[] { new { kty = key.Kty, kid = key.Kid, use = "sig", alg = "RS256", n = key.N, e = key.E } } });
        });
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/userinfo", () => Results.Json(new Dictionary<string, object> { ["sub"] = "7" }));
    }

    /// <summary>Who is signed in.</summary>
    public string Name { get; set; } = "Zoë 山田";

    /// <summary>The roles that it says.</summary>
    public string[] Roles { get; set; } = [];

    /// <summary>What is wrong with the token: issuer, nonce, audience, key, or nothing.</summary>
    public string Wrong { get; set; } = "";

    /// <summary>Its address.</summary>
    public string Url => _app.Urls.First();

    /// <summary>The codes that were exchanged with the right verifier.</summary>
    public int Exchanged { get; private set; }

    public static async Task<IdentityProvider> StartAsync()
    {
        var provider = new IdentityProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    IResult Authorize(string client_id, string redirect_uri, string response_type, string scope, string state, string nonce,
        string code_challenge, string code_challenge_method)
    {
        if (client_id != Client || response_type != "code" || code_challenge_method != "S256" || !scope.Split(' ').Contains("openid"))
        {
            return Results.BadRequest();
        }

        var code = Guid.NewGuid().ToString("N");
        _codes[code] = new Asked(redirect_uri, nonce, code_challenge);
        return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
    }

    async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var verifier = form["code_verifier"].ToString();
        if (!_codes.TryRemove(form["code"].ToString(), out var asked) || form["redirect_uri"] != asked.Target || form["client_secret"] != "secret"
            || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != asked.Challenge)
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }

        Exchanged++;
        using var foreign = RSA.Create(2048);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Wrong == "issuer" ? "http://elsewhere" : Url, Audience = Wrong == "audience" ? "another" : Client,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "7", ["preferred_username"] = Name, ["roles"] = Roles, ["nonce"] = Wrong == "nonce" ? "replayed" : asked.Nonce,
            },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(Wrong == "key" ? foreign : _rsa) { KeyId = "1" }, "RS256"),
        });
        return Results.Json(new { access_token = "access", token_type = "Bearer", expires_in = 60, id_token = token });
    }

    sealed record Asked(string Target, string Nonce, string Challenge);
}
