using System.CommandLine;
using Pedestal.Vein;
using Spectre.Console;

namespace Pedestal.Evaluate;

/// <summary>The command that shows living hands and fakes to the check for a pulse.</summary>
static class PulseCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var tries = new Option<int>("--tries") { Description = "Presentations of each kind.", DefaultValueFactory = _ => 1_500 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same presentations.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        tries.Validators.Add(Options.InRange<int>(tries.Name, 1, 1_000_000));
        threads.Validators.Add(Options.InRange<int>(threads.Name, 1, 1024));
        var command = new Command("pulse", "Living hands without a pulse found, and fakes with one, simulated.") { tries, seed, threads };
        command.SetAction(result => Run(
            result.GetValue(tries), result.GetValue(seed), result.GetValue(threads), AnsiConsole.Console, Console.Out));
        return command;
    }

    /// <summary>Runs it. Returns the exit code, 0.</summary>
    public static int Run(int tries, int seed, int threads, IAnsiConsole screen, TextWriter output)
    {
        var species = PulseSpecies.All;
        var statuses = new ExtractionStatus[species.Length * tries];
        new RunProgress(screen).Show("Filming", statuses.Length, done => Parallel.For(
            0, statuses.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new PulsePresentation(), (i, _, presentation) =>
            {
                statuses[i] = presentation.Present(species[i / tries], seed, i);
                done();
                return presentation;
            }, _ => { }));
        for (var i = 0; i < species.Length; i++)
        {
            var all = statuses.AsSpan(i * tries, tries).ToArray();
            var found = all.Count(status => status == ExtractionStatus.Ok);
            output.WriteLine(species[i].IsLiving
                ? $"{species[i].Name}, simulated: BPCER {new Proportion(tries - found, tries).Describe()}; {Reasons(all)}"
                : $"{species[i].Name}, simulated: APCER {new Proportion(found, tries).Describe()}; {Reasons(all)}");
        }

        return 0;
    }

    static string Reasons(ExtractionStatus[] all) => string.Join(", ", all.GroupBy(status => status).OrderBy(group => group.Key)
        .Select(group => $"{group.Key} {group.Count()}"));
}
