using System.Globalization;
using System.Text.RegularExpressions;
using Pedestal.Pictures;
using Pedestal.Vein;

namespace Pedestal.Demo;

/// <summary>Hands from picture files: the first three captures of a palm enrol it; the others are for entry.</summary>
sealed partial class ImageHands : IHands
{
    const int EnrolmentSamples = 3;
    readonly SortedDictionary<int, List<byte[]>> _palms;

    ImageHands(SortedDictionary<int, List<byte[]>> palms) => _palms = palms;

    /// <summary>People of whom both palms, 2k and 2k+1, are available.</summary>
    public int? People => _palms.Keys.Count(palm => palm % 2 == 0 && _palms.ContainsKey(palm + 1));

    /// <summary>
    /// Reads all pictures of a folder and ignores files with other names. Unusable pictures are reported and left out.
    /// </summary>
    /// <exception cref="InvalidDataException">There are too few usable hands; the message says how many are needed.</exception>
    public static ImageHands Load(DirectoryInfo folder, TextWriter errors)
    {
        if (!folder.Exists)
        {
            throw new InvalidDataException($"The folder {folder.FullName} does not exist.");
        }

        var palms = ReadPalms(folder, errors);
        foreach (var (palm, captures) in palms.Where(p => p.Value.Count <= EnrolmentSamples).ToArray())
        {
            errors.WriteLine($"Palm {palm:0000} in {folder.FullName} is left out: it has {captures.Count} usable captures, but"
            + $" {EnrolmentSamples} are needed to enrol and at least one more to enter.");
            palms.Remove(palm);
        }

        var hands = new ImageHands(Renumber(palms));
        return hands.People >= DemoOptions.FewestGuests + 1
            ? hands
            : throw new InvalidDataException(
                $"{folder.FullName} has usable hands of {hands.People} people (files PPPP_SS.pgm, .png or .jpg; palms 2k and 2k+1"
                + $" belong to one person). At least {DemoOptions.FewestGuests + 1} are needed: {DemoOptions.FewestGuests} to enrol"
                + " and one who does not.");
    }

    static SortedDictionary<int, List<byte[]>> ReadPalms(DirectoryInfo folder, TextWriter errors)
    {
        var palms = new SortedDictionary<int, List<byte[]>>();
        foreach (var file in PictureFolder.List(folder.FullName, deep: false))
        {
            if (FileName().Match(file) is not { Success: true } name)
            {
                continue;
            }

            try
            {
                var picture = CameraPicture.Read(Path.Combine(folder.FullName, file));
                var palm = int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                palms.TryAdd(palm, []);
                palms[palm].Add(picture);
            }
            catch (InvalidDataException error)
            {
                errors.WriteLine($"Left out: {error.Message}");
            }
        }

        return palms;
    }

    public IReadOnlyList<byte[]> Enrolment(int person, PalmSide side, int sample)
    {
        // A second try uses another of the enrolment's captures.
        var captures = Captures(person, side);
        return [captures[sample % EnrolmentSamples], captures[(sample + 1) % EnrolmentSamples]];
    }

    public IReadOnlyList<byte[]> Entry(int person, PalmSide side, int presentation)
    {
        var captures = Captures(person, side);
        var entering = captures.Count - EnrolmentSamples;
        return
        [
            captures[EnrolmentSamples + presentation % entering],
            captures[EnrolmentSamples + (presentation + 1) % entering],
        ];
    }

    /// <summary>Captures for entry, because a capture that has enrolled the palm would be taken for a recorded one.</summary>
    public IReadOnlyList<byte[]> Linking(int person, PalmSide side, int sample) => Entry(person, side, sample);

    List<byte[]> Captures(int person, PalmSide side) => _palms[2 * person + (side == PalmSide.Right ? 1 : 0)];

    /// <summary>Renumbers the people with both palms without gaps.</summary>
    static SortedDictionary<int, List<byte[]>> Renumber(SortedDictionary<int, List<byte[]>> palms)
    {
        var numbered = new SortedDictionary<int, List<byte[]>>();
        foreach (var palm in palms.Keys.Where(palm => palm % 2 == 0 && palms.ContainsKey(palm + 1)))
        {
            numbered.Add(numbered.Count, palms[palm]);
            numbered.Add(numbered.Count, palms[palm + 1]);
        }

        return numbered;
    }

    [GeneratedRegex(@"^(\d{4})_(\d{2})\.", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();
}
