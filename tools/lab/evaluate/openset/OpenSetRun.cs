using Pedestal.Engine;

namespace Pedestal.Evaluate;

/// <summary>The errors of searches with one kind of presentation.</summary>
/// <param name="Name">The presentation.</param>
/// <param name="Fpir">Strangers' searches that found somebody, at the rate asked for.</param>
/// <param name="Fnir">Guests' searches that did not find the guest.</param>
/// <param name="FnirWithFailures">The same, presentations without a template included.</param>
/// <param name="FailureToExtract">Presentations without a template.</param>
sealed record OpenSetFigures(
    string Name, Proportion Fpir, Proportion Fnir, Proportion FnirWithFailures, Proportion FailureToExtract);

/// <summary>
/// Searches one gallery as the matcher does, by guests and by strangers, and counts how often strangers are found and guests are not.
/// </summary>
sealed class OpenSetRun(OpenSetOptions options, RunProgress progress)
{
    /// <summary>Runs everything.</summary>
    public IReadOnlyList<OpenSetFigures> Run()
    {
        var palms = new OpenSetPalms(options, progress).Get();
        var gallery = new Gallery(options.Rate);
        gallery.Load(palms.Take(options.Palms).SelectMany((palm, i) =>
            palm.Enrolled.Select(bytes => ((long)i, PresentedPalm.Parse(bytes)))));
        var guests = palms[..Math.Min(options.Searches, options.Palms)];
        var strangers = palms[options.Palms..];
        return
        [
            Search("single captures", gallery, guests, strangers, palm => palm.Single),
            Search("bursts", gallery, guests, strangers, palm => palm.Burst),
        ];
    }

    OpenSetFigures Search(
        string name, Gallery gallery, PresentedPalm[] guests, PresentedPalm[] strangers, Func<PresentedPalm, byte[]?> probe)
    {
        var (ofGuests, ofStrangers) = (Search(name + ", guests", gallery, guests, probe), Search(name + ", strangers", gallery, strangers, probe));
        var presented = ofGuests.Count(found => found is not null);
        var missed = ofGuests.Where((found, guest) => found is { } match && match.Palm != guest).Count();
        var known = ofStrangers.OfType<MatchResult>().ToArray();
        return new OpenSetFigures(
            name, new Proportion(known.Count(match => match.Palm is not null), known.Length),
            new Proportion(missed, presented), new Proportion(missed + guests.Length - presented, guests.Length),
            new Proportion(guests.Length - presented + strangers.Length - known.Length, guests.Length + strangers.Length));
    }

    MatchResult?[] Search(string name, Gallery gallery, PresentedPalm[] palms, Func<PresentedPalm, byte[]?> probe)
    {
        var found = new MatchResult?[palms.Length];
        progress.Show("Searching with " + name, palms.Length, done => Parallel.For(
            0, palms.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, i =>
            {
                if (probe(palms[i]) is { } bytes)
                {
                    found[i] = gallery.Identify(PresentedPalm.Parse(bytes));
                }

                done();
            }));
        return found;
    }
}
