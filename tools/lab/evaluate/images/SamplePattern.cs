using System.Text.RegularExpressions;

namespace Pedestal.Evaluate;

/// <summary>Extracts palm and sample from a picture's path.</summary>
sealed class SamplePattern
{
    const string Palm = "palm";
    const string Sample = "sample";

    // An expression from the command line may backtrack endlessly.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    readonly Regex _regex;

    SamplePattern(Regex regex) => _regex = regex;

    /// <summary>Parses a pattern; Python's syntax of named groups is accepted too.</summary>
    /// <exception cref="InvalidDataException">
    /// It is not a regular expression or lacks a group; the message says which.
    /// </exception>
    public static SamplePattern Parse(string pattern)
    {
        Regex regex;
        try
        {
            regex = new Regex(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"--pattern is not a regular expression: {error.Message}", error);
        }

        foreach (var group in new[] { Palm, Sample })
        {
            if (!regex.GetGroupNames().Contains(group))
            {
                throw new InvalidDataException($"--pattern {pattern} has no group named {group}: write (?<{group}>...) around"
                    + $" the part of the path with the {group}, as in (?<palm>\\d+)_(?<sample>\\d+).");
            }
        }

        return new SamplePattern(regex);
    }

    /// <summary>Matches a path relative to the folder, with forward slashes; with its extension first, then without.</summary>
    /// <exception cref="InvalidDataException">Matching takes too long.</exception>
    public bool TryMatch(string path, out string palm, out string sample)
    {
        try
        {
            var match = _regex.Match(path);
            if (!match.Success)
            {
                match = _regex.Match(path[..^Path.GetExtension(path).Length]);
            }

            palm = match.Groups[Palm].Value;
            sample = PalmSample.Normalise(match.Groups[Sample].Value);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new InvalidDataException($"--pattern takes too long on {path}: simplify it.", error);
        }

        return palm.Length > 0 && sample.Length > 0;
    }
}
