using Pedestal.Pictures;

namespace Pedestal.Evaluate;

/// <summary>The pictures of a folder and its subfolders.</summary>
static class FolderSamples
{
    /// <summary>Lists the pictures that match the pattern; they are read later. Paths that do not match are reported.</summary>
    /// <exception cref="InvalidDataException">
    /// There are none, or two have the same palm and sample; the message says what to do.
    /// </exception>
    public static List<PalmSample> Find(DirectoryInfo folder, SamplePattern pattern, Action<IReadOnlyList<string>> reportUnmatched)
    {
        if (!folder.Exists)
        {
            throw new InvalidDataException($"The folder {folder.FullName} (--images) does not exist.");
        }

        var paths = PictureFolder.List(folder.FullName, deep: true);
        if (paths.Count == 0)
        {
            throw new InvalidDataException($"{folder.FullName} has no pictures ({string.Join(", ", PictureFile.Extensions)}).");
        }

        var samples = new Dictionary<(string Palm, string Number), PalmSample>();
        var unmatched = new List<string>();
        foreach (var path in paths)
        {
            if (!pattern.TryMatch(path, out var palm, out var number))
            {
                unmatched.Add(path);
                continue;
            }

            var file = Path.Combine(folder.FullName, path);
            if (!samples.TryAdd((palm, number), new PalmSample(palm, number, path, () => CameraPicture.ReadHand(file))))
            {
                throw new InvalidDataException($"{samples[(palm, number)].Name} and {path} would both be sample {number} of palm"
                    + $" {palm}: --pattern must tell them apart.");
            }
        }

        if (samples.Count == 0)
        {
            throw new InvalidDataException($"--pattern matches none of the {paths.Count} pictures in {folder.FullName};"
                + $" it is compared with paths like {paths[0]}.");
        }

        reportUnmatched(unmatched);
        return [.. samples.Values];
    }
}
