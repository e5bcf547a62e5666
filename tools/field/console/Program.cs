using System.Globalization;
using Pedestal.ConsoleTool;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await new CommandLine(AnsiConsole.Console, Console.Error).Create().Parse(args).InvokeAsync();
