using System.Globalization;
using Pedestal.Fleet;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await new CommandLine(AnsiConsole.Console, Console.In, Console.Error).Create().Parse(args).InvokeAsync();
