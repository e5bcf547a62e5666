using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Evaluate;

/// <summary>The errors of searches with one kind of presentation.</summary>
/// <param name="Name">The presentation.</param>
/// <param name="Fpir">Strangers' searches that found somebody, at the rate asked for.</param>
/// <param name="Fnir">Guests' searches that did not find the guest.</param>
/// <param name="FnirWithFailures">The same, presentations without a template included.</param>
/// <param name="FailureToExtract">Presentations without a template.</param>
/// <param name="Misplaced">Guests' templates as far from their own palm as strangers are.</param>
sealed record OpenSetFigures(
    string Name, Proportion Fpir, Proportion Fnir, Proportion FnirWithFailures, Proportion FailureToExtract, Proportion Misplaced);

/// <summary>
/// Searches one gallery as the matcher does, by guests and by strangers, and counts how often strangers are found and guests are not.
/// </summary>
sealed class OpenSetRun(OpenSetOptions options, RunProgress progress)
{
    /// <summary>Runs everything.</summary>
    public IReadOnlyList<OpenSetFigures> Run() => Run(new OpenSetPalms(options, progress).Get());

    /// <summary>The same with palms that are drawn already, the gallery's first.</summary>
    public IReadOnlyList<OpenSetFigures> Run(PresentedPalm[] palms)
    {
        var enrolled = palms.Take(options.Palms)
            .Select((palm, i) => (Palm: (long)i, Templates: palm.Enrolled.Select(PresentedPalm.Parse).ToArray()))
            .Where(palm => palm.Templates.Length > 0).ToDictionary(palm => palm.Palm, palm => palm.Templates);
        var gallery = new Gallery(options.Rate);
        gallery.Load(enrolled.SelectMany(palm => palm.Value.Select(template => (palm.Key, template))));
        var guests = palms[..Math.Min(options.Searches, options.Palms)];
        var strangers = palms[options.Palms..];
        var (single, burst) = (Search("single captures", palm => palm.Single), Search("bursts", palm => palm.Burst));
        var again = Search("bursts, once more if not recognised", palm => palm.Again);
        var normaliser = ScoreNormaliser.Of(enrolled);
        return
        [
            Figures("single captures", single, guests.Length, Misplaced(palm => palm.Single)),
            Figures("bursts", burst, guests.Length, Misplaced(palm => palm.Burst)),
            Figures("bursts, once more if not recognised", [.. burst.Zip(again, Second)], guests.Length, Misplaced(palm => palm.Burst)),
        ];

        MatchResult?[] Search(string name, Func<PresentedPalm, byte[]?> probe) =>
            this.Search(name, gallery, [.. guests.Concat(strangers).Select(probe)]);

        Proportion Misplaced(Func<PresentedPalm, byte[]?> probe)
        {
            var known = guests.Select((guest, palm) => (Probe: probe(guest), Own: enrolled.GetValueOrDefault(palm)))
                .Where(guest => guest is { Probe: not null, Own: not null });
            bool[] misplaced = [.. known.AsParallel().WithDegreeOfParallelism(options.Threads)
                .Select(guest => Misplacement.Is(ScoreOf(normaliser, PresentedPalm.Parse(guest.Probe!), guest.Own!)))];
            return new Proportion(misplaced.Count(wrong => wrong), misplaced.Length);
        }
    }

    static int ScoreOf(ScoreNormaliser normaliser, VeinTemplate template, VeinTemplate[] own)
    {
        using var probe = new Probe(template);
        return normaliser.Score(normaliser.Nearness(normaliser.Of(probe), PalmComparer.Distance(probe, own.AsSpan()), own.Length));
    }

    // As PalmPath: a burst without a template asks for nothing, and what it found counts.
    static MatchResult? Second(MatchResult? first, MatchResult? second) =>
        first is { Palm: null } && second is { Palm: not null } ? second : first;

    static OpenSetFigures Figures(string name, MatchResult?[] found, int guests, Proportion misplaced)
    {
        var (ofGuests, ofStrangers) = (found[..guests], found[guests..]);
        var presented = ofGuests.Count(match => match is not null);
        var missed = ofGuests.Where((found, guest) => found is { } match && match.Palm != guest).Count();
        var known = ofStrangers.OfType<MatchResult>().ToArray();
        return new OpenSetFigures(
            name, new Proportion(known.Count(match => match.Palm is not null), known.Length),
            new Proportion(missed, presented), new Proportion(missed + guests - presented, guests),
            new Proportion(guests - presented + ofStrangers.Length - known.Length, found.Length), misplaced);
    }

    MatchResult?[] Search(string name, Gallery gallery, byte[]?[] probes)
    {
        var found = new MatchResult?[probes.Length];
        progress.Show("Searching: " + name, probes.Length, done => Parallel.For(
            0, probes.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, i =>
            {
                found[i] = probes[i] is { } bytes ? gallery.Identify(PresentedPalm.Parse(bytes)) : null;
                done();
            }));
        return found;
    }
}
