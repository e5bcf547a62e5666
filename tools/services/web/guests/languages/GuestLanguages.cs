using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Pedestal.Web.Guests;

/// <summary>
/// The languages of the pages for guests: those in this assembly, and those in a folder, one JSON file each, named after the language's
/// code. What a file lacks is shown in English and reported.
/// </summary>
public sealed class GuestLanguages
{
    const string Folder = "Pedestal.Web.Texts.";
    const string English = "en";
    const long LargestFile = 1 << 20;

    readonly ILogger _logger;
    readonly Dictionary<string, GuestText> _languages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder of further files; empty for none.</param>
    /// <param name="logger">Hears what is missing.</param>
    public GuestLanguages(string folder, ILogger<GuestLanguages> logger)
    {
        _logger = logger;
        var assembly = typeof(GuestLanguages).Assembly;
        var builtIn = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..^".json".Length], name =>
            {
                using var file = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
            });
        Default = new GuestText(English, builtIn[English]);
        foreach (var (code, texts) in builtIn.OrderBy(language => language.Key != English).ThenBy(language => language.Key, StringComparer.Ordinal))
        {
            Add(code, texts);
        }

        foreach (var file in Files(folder))
        {
            Read(file);
        }
    }

    /// <summary>English.</summary>
    public GuestText Default { get; }

    /// <summary>All of them, English first.</summary>
    public IReadOnlyCollection<GuestText> All => _languages.Values;

    /// <summary>A language; null if there is none of this code.</summary>
    public GuestText? Find(string? code) => code is not null && _languages.TryGetValue(code, out var language) ? language : null;

    /// <summary>The language of a request: the one it names as "lang", the browser's, or English.</summary>
    public GuestText Of(HttpRequest request) => Find(request.Query["lang"]) ?? request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(accepted => accepted.Quality ?? 1).Select(accepted => Find(accepted.Value.Value) ?? Find(WithoutRegion(accepted)))
        .FirstOrDefault(language => language is not null) ?? Default;

    static string? WithoutRegion(StringWithQualityHeaderValue accepted) => accepted.Value.Value?.Split('-')[0];

    IEnumerable<string> Files(string folder)
    {
        if (folder.Length == 0)
        {
            return [];
        }

        try
        {
            return Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.LogError("The folder of the guests' languages cannot be read: {Message} Only the built-in ones are offered", e.Message);
            return [];
        }
    }

    void Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length > LargestFile)
            {
                throw new InvalidDataException("It is larger than 1 MB.");
            }

            Add(Path.GetFileNameWithoutExtension(path), JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path))
                ?? throw new JsonException("The JSON value is null."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            _logger.LogError("The texts in {File} cannot be used and the language is not offered as it says: {Message}", path, e.Message);
        }
    }

    // A file for a language that is built in changes what it names.
    void Add(string code, Dictionary<string, string> texts)
    {
        var before = Find(code) ?? Default;
        var complete = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> missing = [];
        foreach (var key in Default.Texts.Keys)
        {
            var isUsable = texts.TryGetValue(key, out var text) && !string.IsNullOrWhiteSpace(text) && Places.AreSame(text, Default.Texts[key]);
            complete[key] = isUsable ? text! : before.Texts[key];
            if (!isUsable && before == Default)
            {
                missing.Add(key);
            }
        }

        if (missing.Count > 0)
        {
            _logger.LogWarning("The texts in {Language} lack {Missing}, or have other places for values there; they are shown in English",
                code, string.Join(", ", missing));
        }

        if (texts.Keys.Where(key => !Default.Texts.ContainsKey(key)).ToList() is { Count: > 0 } unknown)
        {
            _logger.LogWarning("The texts in {Language} have {Unknown}, which no page shows", code, string.Join(", ", unknown));
        }

        _languages[code] = new GuestText(code, complete);
    }
}
