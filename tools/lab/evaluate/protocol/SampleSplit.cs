namespace Pedestal.Evaluate;

/// <summary>The gallery and the probe samples of one palm.</summary>
sealed record PalmSamples(string Palm, IReadOnlyList<PalmSample> Gallery, IReadOnlyList<PalmSample> Probes);

/// <summary>The samples that enrol a palm, and those compared with it.</summary>
/// <param name="Palms">All palms, by name.</param>
/// <param name="Missing">The requested samples that are missing, one text each.</param>
sealed record SampleSplit(IReadOnlyList<PalmSamples> Palms, IReadOnlyList<string> Missing)
{
    /// <summary>Splits samples into gallery and probes; samples in neither list are ignored.</summary>
    /// <exception cref="InvalidDataException">A list is empty, or a sample number is in both or exists for no palm.</exception>
    public static SampleSplit Of(IReadOnlyList<PalmSample> samples, IReadOnlyList<string> gallery, IReadOnlyList<string> probes)
    {
        if (gallery.Count == 0 || probes.Count == 0)
        {
            throw new InvalidDataException(
                $"{(gallery.Count == 0 ? "--gallery" : "--probe")} names no sample; use a list such as 1,2,3.");
        }

        if (gallery.FirstOrDefault(probes.Contains) is { } both)
        {
            throw new InvalidDataException($"Sample {both} is in --gallery and in --probe; it can only be in one.");
        }

        var known = samples.Select(sample => sample.Number).ToHashSet();
        if (gallery.Concat(probes).FirstOrDefault(number => !known.Contains(number)) is { } unknown)
        {
            throw new InvalidDataException($"No palm has a sample {unknown}; the samples are {List(known)}.");
        }

        var missing = new List<string>();
        var palms = samples.GroupBy(sample => sample.Palm).OrderBy(palm => palm.Key, StringComparer.Ordinal).Select(palm =>
        {
            var byNumber = palm.ToDictionary(sample => sample.Number);
            return new PalmSamples(palm.Key, Pick(gallery), Pick(probes));

            List<PalmSample> Pick(IReadOnlyList<string> numbers)
            {
                missing.AddRange(numbers.Where(n => !byNumber.ContainsKey(n)).Select(n => $"Palm {palm.Key} has no sample {n}."));
                return [.. numbers.Where(byNumber.ContainsKey).Select(n => byNumber[n])];
            }
        }).ToList();
        return new SampleSplit(palms, missing);
    }

    /// <summary>Reads a list such as 1,2,3.</summary>
    public static IReadOnlyList<string> ParseNumbers(string list) =>
    [
        .. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(PalmSample.Normalise).Distinct(),
    ];

    static string List(IEnumerable<string> numbers)
    {
        const int shown = 20;
        var sorted = numbers.OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal).ToList();
        return string.Join(", ", sorted.Take(shown)) + (sorted.Count > shown ? ", ..." : "");
    }
}
