using Pedestal.Matching;

namespace Pedestal.Bench;

/// <summary>Everybody's palms: half of the drawn ones are enrolled, the rest of the population is derived from them.</summary>
static class PopulationPalms
{
    /// <summary>Drawn palms, of which the second half are strangers'.</summary>
    public const int Drawn = 1000;

    /// <summary>Captures drawn of each.</summary>
    public const int CapturesPerPalm = 12;

    /// <summary>Palms of each person.</summary>
    public const int PerPerson = 2;

    /// <summary>Templates of each enrolled palm: its first captures.</summary>
    public const int TemplatesPerPalm = 3;

    /// <summary>The drawn palms.</summary>
    public static PalmSet Get(DirectoryInfo cache, Steps steps) => PalmFile.Get(cache, Drawn, CapturesPerPalm, steps);

    /// <summary>The templates of so many persons, palm after palm; the drawn palms come first.</summary>
    public static IEnumerable<byte[]> Bytes(PalmSet palms, int persons)
    {
        byte[][] enrolled = [.. Enumerable.Range(0, Drawn / 2).SelectMany(palm => palms.CapturesOf(palm)[..TemplatesPerPalm].ToArray())];
        return enrolled.Concat(DerivedPalms.MakeBytes(enrolled, persons * PerPerson * TemplatesPerPalm - enrolled.Length));
    }

    /// <summary>The same, with the palms' numbers, as a database gives them: from 1.</summary>
    public static IEnumerable<(long Palm, VeinTemplate Template)> Templates(PalmSet palms, int persons) =>
        Bytes(palms, persons).Select((bytes, i) => (NumberOf(i / TemplatesPerPalm), PalmSet.Parse(bytes)));

    /// <summary>The number of a palm by its place, from 0.</summary>
    public static long NumberOf(int place) => place + 1;
}
