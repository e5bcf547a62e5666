using Pedestal.Phantom;
using Pedestal.Vein;
using Pedestal.Vein.Quality;

namespace Pedestal.Evaluate;

/// <summary>
/// Draws the palms, which takes half an hour of a core for the default numbers, and keeps them in files, so that an interrupted run goes
/// on where it was.
/// </summary>
sealed class OpenSetPalms(OpenSetOptions options, RunProgress progress)
{
    const int PerFile = 250;
    const int Slots = PresentedPalm.Enrolments + PresentedPalm.Presented;

    /// <summary>The gallery's palms, then as many strangers as searches are asked for.</summary>
    public PresentedPalm[] Get()
    {
        options.Cache.Create();
        var palms = new PresentedPalm[options.Palms + options.Searches];
        var files = (palms.Length + PerFile - 1) / PerFile;
        progress.Show("Drawing", files, done => Parallel.For(
            0, files, new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            () => new DeviceExtraction(SampleKind.Hand, new LightCalibration()), (file, _, extraction) =>
            {
                Part(file * PerFile, Math.Min((file + 1) * PerFile, palms.Length), extraction).CopyTo(palms, file * PerFile);
                done();
                return extraction;
            }, _ => { }));
        return palms;
    }

    PresentedPalm[] Part(int first, int end, DeviceExtraction extraction)
    {
        var path = Path.Combine(options.Cache.FullName,
            $"open-set-{options.Seed}-{options.Palms}-{options.Searches}-{first}-v{TemplateFormat.ExtractorVersion}.bin");
        if (File.Exists(path) && File.ReadAllBytes(path) is var kept && kept.Length == (end - first) * Slots * TemplateFormat.Length)
        {
            return [.. kept.Chunk(Slots * TemplateFormat.Length).Select(Read)];
        }

        PresentedPalm[] made = [.. Enumerable.Range(first, end - first).Select(palm => PresentedPalm.Draw(
            new PhantomHand(options.Seed, palm), palm < options.Palms, palm < options.Searches || palm >= options.Palms, extraction))];
        File.WriteAllBytes(path + ".new", [.. made.SelectMany(Write)]);
        File.Move(path + ".new", path, overwrite: true);
        return made;
    }

    // Zeros stand for a template that there is not.
    static byte[] Write(PresentedPalm palm)
    {
        var bytes = new byte[Slots * TemplateFormat.Length];
        byte[]?[] templates = [palm.Single, palm.Burst, palm.Again, .. palm.Enrolled];
        for (var i = 0; i < templates.Length; i++)
        {
            templates[i]?.CopyTo(bytes, i * TemplateFormat.Length);
        }

        return bytes;
    }

    static PresentedPalm Read(byte[] bytes)
    {
        var templates = bytes.Chunk(TemplateFormat.Length).Select(slot => slot.AsSpan().ContainsAnyExcept((byte)0) ? slot : null).ToArray();
        return new PresentedPalm(
            [.. templates[PresentedPalm.Presented..].OfType<byte[]>()], templates[0], templates[1], templates[2]);
    }
}
