using System.CommandLine;
using System.Globalization;
using Pedestal.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var command = new RootCommand("Measures the matcher's parts on this machine.")
{
    EngineCommand.Create(),
    KernelsCommand.Create(),
    LoadCommand.Create(),
    PagesCommand.Create(),
    PopulationCommand.Create(),
    ShardNodeCommand.Create(),
};
return command.Parse(args).Invoke();
