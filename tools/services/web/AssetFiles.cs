using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace Pedestal.Web;

/// <summary>Style sheets, scripts and pictures, all of them in this assembly.</summary>
public static class AssetFiles
{
    const string Folder = "Pedestal.Web.Assets";
    static readonly ConcurrentDictionary<string, string> Versions = new(StringComparer.Ordinal);

    /// <summary>The address of a file, which changes when its content does.</summary>
    public static string Url(string file) => $"/assets/{file}?v={Versions.GetOrAdd(file, VersionOf)}";

    /// <summary>Serves the files; browsers may keep what an address with a version returns.</summary>
    internal static void UseAssets(this WebApplication app)
    {
        var files = new EmbeddedFileProvider(typeof(AssetFiles).Assembly, Folder);
        foreach (var path in new[] { "/assets", "/_framework" })
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files, RequestPath = path,
                OnPrepareResponse = response => response.Context.Response.Headers.CacheControl =
                    response.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
            });
        }
    }

    static string VersionOf(string file)
    {
        using var content = typeof(AssetFiles).Assembly.GetManifestResourceStream($"{Folder}.{file}")
            ?? throw new InvalidOperationException($"There is no file {file} among the assets.");
        return Convert.ToHexStringLower(SHA256.HashData(content))[..12];
    }
}
