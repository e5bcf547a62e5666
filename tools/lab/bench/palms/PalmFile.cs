using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>
/// Creates a set of synthetic palms, which takes some minutes, and keeps it in a file. The file is created again if a palm
/// drawn now differs from the one in it.
/// </summary>
static class PalmFile
{
    const int Seed = 616161;

    /// <summary>Reads the set from a folder, or creates it and writes it there.</summary>
    public static PalmSet Get(DirectoryInfo folder, int palms, int perPalm, Steps steps)
    {
        var path = Path.Combine(folder.FullName,
            $"pedestal-palms-{Seed}-{palms}x{perPalm}-v{TemplateFormat.ExtractorVersion}.bin");
        if (File.Exists(path) && Split(File.ReadAllBytes(path)) is var kept && kept.Length == palms * perPalm
            && Captures(palms - 1, perPalm, new Extractor()).SequenceEqual(kept.TakeLast(perPalm), SameBytes.Instance))
        {
            return new PalmSet(kept, perPalm);
        }

        var made = Make(palms, perPalm, steps);
        folder.Create();
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, [.. made.SelectMany(bytes => bytes)]);
        File.Move(temporary, path, overwrite: true);
        return new PalmSet(made, perPalm);
    }

    static byte[][] Make(int palms, int perPalm, Steps steps) => steps.Run(
        $"Drawing {palms * perPalm} captures of {palms} palms (once; kept for the next run)", palms, done =>
        {
            var templates = new byte[palms * perPalm][];
            Parallel.For(0, palms, () => new Extractor(), (palm, _, extractor) =>
            {
                Captures(palm, perPalm, extractor).CopyTo(templates, palm * perPalm);
                done();
                return extractor;
            }, _ => { });
            return templates;
        });

    /// <summary>A palm's first captures with a template.</summary>
    static byte[][] Captures(int palm, int count, Extractor extractor)
    {
        var hand = new PhantomHand(Seed, palm);
        var templates = new List<byte[]>();
        for (var sample = 0; templates.Count < count; sample++)
        {
            var picture = PhantomRenderer.Render(hand, sample);
            var lit = new byte[2 * picture.Length];
            for (var i = 0; i < picture.Length; i++)
            {
                lit[2 * i] = picture[i];
            }

            var template = new byte[TemplateFormat.Length];
            if (extractor.Extract(lit, new byte[lit.Length], template) == ExtractionStatus.Ok)
            {
                templates.Add(template);
            }
        }

        return [.. templates];
    }

    static byte[][] Split(byte[] bytes) => [.. bytes.Chunk(TemplateFormat.Length)];

    sealed class SameBytes : IEqualityComparer<byte[]>
    {
        public static SameBytes Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] bytes) => bytes.Length;
    }
}
