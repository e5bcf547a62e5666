using System.CommandLine;
using System.Globalization;
using Pedestal.Fuzz;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var seconds = new Option<double>("--seconds") { Description = "Seconds for each parser.", DefaultValueFactory = _ => 10 };
var only = new Option<string[]>("--target") { Description = "Names of the parsers; default all.", AllowMultipleArgumentsPerToken = true };
var seed = new Option<int?>("--seed") { Description = "Seed of the mutations; default random." };
var folder = new Option<string>("--corpus")
{
    Description = "Folder of inputs that caused a fault; new ones are added.",
    DefaultValueFactory = _ => "tests/lab/fuzz/corpus",
};
seconds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double>() is not (> 0 and <= 86400))
    {
        result.AddError("--seconds must be more than 0 and at most 86400.");
    }
});
only.Validators.Add(result =>
{
    var names = Targets.All.Select(target => target.Name).ToList();
    foreach (var unknown in result.Tokens.Select(token => token.Value).Except(names))
    {
        result.AddError($"The parser {unknown} does not exist. The parsers are {string.Join(", ", names)}.");
    }
});
var command = new RootCommand("Feeds mutated inputs to every parser of bytes from outside, and looks for crashes, hangs and broken promises.")
{
    seconds, only, seed, folder,
};
command.SetAction(parsed =>
{
    var corpus = new Corpus(parsed.GetRequiredValue(folder));
    var names = parsed.GetValue(only) ?? [];
    var first = parsed.GetValue(seed) ?? Random.Shared.Next();
    var isBad = false;
    Console.WriteLine($"Seed {first}");
    Parallel.ForEach(
        Targets.All.Where(target => names.Length == 0 || names.Contains(target.Name)),
        new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
        target =>
        {
            var result = new FuzzRun(target, [.. corpus.Of(target).Values], first)
                .Run(TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            if (result.Fault is null)
            {
                Console.WriteLine($"{target.Name}: {result.Inputs} inputs");
                return;
            }

            isBad = true;
            Console.WriteLine($"{target.Name}: FAULT at input {result.Inputs}, kept in {corpus.Keep(target, result.Input!)}\n{result.Fault}");
        });
    return isBad ? 1 : 0;
});
return command.Parse(args).Invoke();
